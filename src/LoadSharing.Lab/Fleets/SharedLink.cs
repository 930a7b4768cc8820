using System.Collections.Concurrent;
using LoadSharing.Lab.Browsing;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Fleets;

/// <summary>The machine's mDNS link, which all stations share with each other and with foreign stations.</summary>
public sealed class SharedLink
{
    private readonly SlotAllocator _slots;
    private readonly LabTimeouts _timeouts;
    private readonly Lazy<Task<string?>> _foreignStations;
    private readonly ConcurrentDictionary<string, bool> _stopped = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates the link; it is not browsed yet.</summary>
    internal SharedLink(IServiceBrowser browser, SlotAllocator slots, LabTimeouts timeouts)
    {
        Browser = browser;
        _slots = slots;
        _timeouts = timeouts;
        _foreignStations = new Lazy<Task<string?>>(BrowseForeignStationsAsync);
    }

    internal IServiceBrowser Browser { get; }

    /// <summary>
    /// Describes the foreign stations. The first call browses the link; it must be made before a station of the lab starts. From then on no station of the
    /// lab gets a host name of a foreign one: mDNS would not publish it, and requests to it would reach the foreign station.
    /// </summary>
    /// <returns>A sentence for reports; null if there are none.</returns>
    public Task<string?> DescribeForeignStationsAsync() => _foreignStations.Value;

    /// <summary>Remembers the names that a stopped fleet has published.</summary>
    internal void AddStopped(Fleet fleet)
    {
        foreach (var station in fleet.Stations)
        {
            _stopped[station.Spec.HostName] = true;
            _stopped[station.HostName] = true;
        }
    }

    /// <summary>Waits until the services of stopped fleets have disappeared, because a new station would list them.</summary>
    /// <returns>Those that can still be seen when the time is over; null if there are none.</returns>
    internal async Task<string?> WaitUntilClearAsync(CancellationToken cancellation)
    {
        if (_stopped.IsEmpty)
        {
            return null;
        }

        var result = await Wait.UntilAsync(
            async token =>
            {
                var visible = (await Browser.BrowseAsync(token)).Select(service => service.Instance).Where(_stopped.ContainsKey).ToList();
                return visible.Count == 0 ? null : $"{string.Join(", ", visible)} can still be seen";
            },
            exited: null,
            _timeouts.LinkClear,
            _timeouts.ProbeInterval,
            cancellation);
        return result.Outcome == WaitOutcome.Succeeded ? null : result.Reason;
    }

    private async Task<string?> BrowseForeignStationsAsync()
    {
        IReadOnlyList<BrowseResult> services;
        try
        {
            services = await Browser.BrowseAsync(CancellationToken.None);
        }
        catch (LabException error)
        {
            return $"The network could not be checked for foreign stations: {error.Message}";
        }

        _slots.ExcludeHostNames(services.SelectMany(service => (string[])[service.Instance, service.Target]));
        var names = string.Join(", ", services.Select(service => service.Instance).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal));
        return names.Length == 0
            ? null
            : $"Foreign stations are on this network: {names}. The tests ignore their rows, use other names and send nothing to them.";
    }
}
