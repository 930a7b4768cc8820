using System.Collections.Concurrent;

namespace LoadSharing.Lab.Fleets;

/// <summary>The fleets of failed tests that keep running after the lab.</summary>
/// <param name="isEnabled">Whether fleets are kept.</param>
public sealed class KeptFleets(bool isEnabled)
{
    private readonly ConcurrentQueue<KeptFleet> _fleets = new();

    /// <summary>The kept fleets.</summary>
    public IReadOnlyCollection<KeptFleet> All => [.. _fleets];

    internal bool TryKeep(Lease lease)
    {
        if (isEnabled)
        {
            _fleets.Enqueue(new KeptFleet(lease.Test, [.. lease.Fleet.Stations.Select(station => new KeptStation(station.Document, station.StateDirectory))]));
        }

        return isEnabled;
    }
}

/// <summary>A kept fleet.</summary>
/// <param name="Test">The test that failed.</param>
/// <param name="Stations">The stations.</param>
public sealed record KeptFleet(string Test, IReadOnlyList<KeptStation> Stations);

/// <summary>A station of a kept fleet.</summary>
/// <param name="Station">The station.</param>
/// <param name="StateDirectory">The firmware's working directory.</param>
public sealed record KeptStation(StationDocument Station, string StateDirectory);
