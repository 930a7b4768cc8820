namespace VirtualStation.Firmware.Discovery;

/// <summary>Asks the network which stations there are.</summary>
internal interface IStationBrowser
{
    /// <summary>Asks afresh, and tells each station as soon as it answers, until cancelled.</summary>
    /// <exception cref="InvalidOperationException">The link is not there.</exception>
    IAsyncEnumerable<StationSighting> BrowseAsync(CancellationToken cancellationToken);
}
