using System.Collections.Concurrent;
using Build.Lab.Observation;
using Build.Lab.Waiting;

namespace Build.Lab.Fleets;

/// <summary>The mDNS link that all stations share, with each other and with strangers.</summary>
/// <param name="observer">Looks at it from outside of every firmware.</param>
/// <param name="timeouts">The lab's time-outs.</param>
internal sealed class SharedLink(IServiceObserver observer, LabTimeouts timeouts)
{
    private readonly ConcurrentDictionary<string, bool> _left = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks at it from outside of every firmware.</summary>
    public IServiceObserver Observer => observer;

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
                var lingering = (await observer.LookAsync(token)).Select(service => service.Instance).Where(_left.ContainsKey).ToList();
                return lingering.Count == 0 ? null : $"{string.Join(", ", lingering)} can still be seen";
            },
            Task.Delay(Timeout.Infinite, cancellation),
            timeouts.LinkClears,
            timeouts.ProbeInterval,
            cancellation);
    }
}
