using System.Collections.Concurrent;

namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// Chargers on a shared mDNS link that are not the lab's, such as those of the office: reported once each and ignored. No test ever sends them anything,
/// because tests only name their own stations and hosts that nobody has.
/// </summary>
/// <param name="fleet">Whose stations are no strangers.</param>
/// <param name="report">Told of each stranger once.</param>
internal sealed class Strangers(Fleet fleet, Action<string> report) : IIgnoredRows
{
    private readonly ConcurrentDictionary<string, bool> _reported = new(StringComparer.OrdinalIgnoreCase);

    public PeerList Without(PeerList list)
    {
        var rows = list.Rows.ToLookup(IsStranger);
        foreach (var row in rows[true].Where(row => _reported.TryAdd(row.HostName, true)))
        {
            report($"A stranger on the network, ignored: {row.Raw}");
        }

        return list with { Rows = [.. rows[false]] };
    }

    // Discovered, so it has an address, and never added: a host that a test has added is joined, or has no address.
    private bool IsStranger(PeerRow row) => !row.Joined && row.HasAddress && !fleet.Stations.Any(station => station.IsMeantBy(row) || station.IsOrWas(row.HostName));
}
