using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Discovery;

/// <summary>A result of browsing.</summary>
/// <param name="Station">The station.</param>
/// <param name="IsPublished">False if the station has sent a goodbye.</param>
internal sealed record BrowseResult(DiscoveredStation Station, bool IsPublished);

/// <summary>Browses the network for stations.</summary>
internal interface IStationBrowser
{
    /// <summary>Sends a new query, and returns each result as soon as it arrives, until cancelled.</summary>
    /// <exception cref="InvalidOperationException">The multicast link is not available.</exception>
    IAsyncEnumerable<BrowseResult> BrowseAsync(CancellationToken cancellationToken);
}
