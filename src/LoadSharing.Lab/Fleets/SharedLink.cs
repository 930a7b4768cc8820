using System.Collections.Concurrent;
using LoadSharing.Lab.Browsing;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Fleets;

/// <summary>The mDNS link that all stations share, with each other and with strangers.</summary>
internal sealed class SharedLink
{
    private readonly SlotAllocator _slots;
    private readonly LabTimeouts _timeouts;
    private readonly Lazy<Task<string?>> _strangers;
    private readonly ConcurrentDictionary<string, bool> _left = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes it; nobody has looked at it yet.</summary>
    /// <param name="observer">Looks at it from outside of every firmware.</param>
    /// <param name="slots">Hands out the host names of the lab's stations.</param>
    /// <param name="timeouts">The lab's time-outs.</param>
    public SharedLink(IServiceBrowser observer, SlotAllocator slots, LabTimeouts timeouts)
    {
        Observer = observer;
        _slots = slots;
        _timeouts = timeouts;
        _strangers = new Lazy<Task<string?>>(LookForStrangersAsync);
    }

    /// <summary>Looks at it from outside of every firmware.</summary>
    public IServiceBrowser Observer { get; }

    /// <summary>
    /// Looks, the first time, who answers before any station of the lab does: a charger of the office, or another machine's lab. From then on no station gets
    /// a name that one of them has: it would not be published, and what is sent to it by its name would go to the stranger.
    /// </summary>
    /// <returns>What there is to say of them, or null.</returns>
    public Task<string?> StrangersAsync() => _strangers.Value;

    /// <summary>Notes what a fleet that ends has published.</summary>
    public void Leave(Fleet fleet)
    {
        foreach (var station in fleet.Stations)
        {
            _left[station.Setup.HostName] = true;
            _left[station.HostName] = true;
        }
    }

    /// <summary>Waits until everybody has heard the goodbye of what earlier fleets have published: a fresh station would list it.</summary>
    public async Task ClearsAsync(CancellationToken cancellation)
    {
        if (_left.IsEmpty)
        {
            return;
        }

        await Wait.UntilAsync(
            async token =>
            {
                var lingering = (await Observer.BrowseAsync(token)).Select(service => service.Instance).Where(_left.ContainsKey).ToList();
                return lingering.Count == 0 ? null : $"{string.Join(", ", lingering)} can still be seen";
            },
            Task.Delay(Timeout.Infinite, cancellation),
            _timeouts.LinkClears,
            _timeouts.ProbeInterval,
            cancellation);
    }

    private async Task<string?> LookForStrangersAsync()
    {
        IReadOnlyList<BrowseResult> seen;
        try
        {
            seen = await Observer.BrowseAsync(CancellationToken.None);
        }
        catch (InvalidOperationException error)
        {
            return $"who else is on this network is not known: {error.Message}";
        }

        _slots.KeepFrom(seen.SelectMany(service => (string[])[service.Instance, service.Target]));
        var names = string.Join(", ", seen.Select(service => service.Instance).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal));
        return names.Length == 0
            ? null
            : $"on this network there are stations that are not the lab's: {names}. Their rows and their names are left alone, and nothing is sent to them.";
    }
}
