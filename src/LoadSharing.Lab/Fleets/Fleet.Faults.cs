using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Fleets;

/// <content>Faults of the network. The lab never reuses a fleet that had one.</content>
internal partial class Fleet
{
    /// <summary>Whether a station or the network had a fault, even if it was undone.</summary>
    public bool HadFault => _hadNetworkFault || stations.Any(station => station.HadFault);

    private bool _hadNetworkFault;

    /// <summary>Splits the fleet into two sides that do not reach each other, instead of an earlier partition.</summary>
    /// <param name="side">The stations on one side.</param>
    /// <exception cref="LabException">Neither the firmware nor the network supports it.</exception>
    public Task PartitionAsync(IReadOnlyCollection<Station> side) => Task.WhenAll(stations.Select(station =>
        station.SetUnreachableAsync([.. stations.Where(other => side.Contains(other) != side.Contains(station))])));

    /// <summary>Makes all stations reach each other again.</summary>
    public Task HealPartitionAsync() => PartitionAsync([]);

    /// <summary>Makes the network between the stations lose and delay packets.</summary>
    /// <exception cref="LabException">The fleet has no network of its own, or the system refuses.</exception>
    public Task ImpairAsync(ImpairmentRequest impairment)
    {
        _hadNetworkFault = true;
        return network.ImpairAsync(impairment);
    }
}
