using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Fleets;

/// <summary>The limits of a pool.</summary>
/// <param name="Stations">The maximum number of running stations, leased or idle.</param>
/// <param name="ConcurrentStarts">The maximum number of stations that start concurrently. A fleet may be larger if it starts alone.</param>
/// <param name="FleetsAhead">The maximum number of ready or starting fleets that no test has leased yet.</param>
/// <param name="OneFleetAtATime">Whether all stations share one mDNS link, so that only one fleet sees exactly its own stations.</param>
/// <param name="WaitsForLeased">Whether a request that takes used stations waits for a leased fleet before one is started for it.</param>
internal sealed record PoolLimits(int Stations, int ConcurrentStarts, int FleetsAhead, bool OneFleetAtATime, bool WaitsForLeased)
{
    // A real station takes about 60 MB with its emulator, a virtual one less. With more stations than fit into memory all would be slow.
    private const long BytesPerStation = 64L << 20;

    // The start of a process alternates between computing and waiting, so two at a time keep a core busy. A component in the shared process mostly waits for
    // its mDNS announcement.
    private const int ProcessStartsPerCore = 2;
    private const int SharedStartsPerCore = 16;

    // Fleets in the shared process start fast, and take processor time while no test has leased them. With 16 a core, and with waits for leased fleets, the
    // virtual suite took 29.9 to 37.7 s, with 4 a core and without waits 27.7 to 32.1 s, alternately. The 14 seed cases on a native firmware would take 20 s
    // with 4 a core instead of 17.
    private const int SharedFleetsAheadPerCore = 4;

    public static PoolLimits For(StationKind kind, bool waitsForLeased) => new(
        (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesPerStation, 1, Slot.Count),
        (kind.SharesProcess ? SharedStartsPerCore : ProcessStartsPerCore) * Environment.ProcessorCount,
        kind.SharesProcess ? SharedFleetsAheadPerCore * Environment.ProcessorCount : int.MaxValue,
        OneFleetAtATime: !kind.HasOwnLink,
        WaitsForLeased: waitsForLeased && !kind.SharesProcess);
}
