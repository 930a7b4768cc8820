using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoadSharing.Lab;

/// <summary>The settings of a lab.</summary>
/// <param name="Kind">The kind of its stations.</param>
/// <param name="Timeouts">Its timeouts and poll intervals.</param>
/// <param name="VirtualStationPath">The path of <c>virtual-station</c>, which also browses mDNS if no other browser is installed.</param>
public sealed record LabOptions(StationKind Kind, LabTimeouts Timeouts, string VirtualStationPath)
{
    /// <summary>The size of the largest fleet that can be leased.</summary>
    public const int MaximumStations = 64;

    /// <summary>The API generation that the firmware must have; null to accept any known one.</summary>
    public ApiGeneration? Generation { get; init; }

    /// <summary>Whether fleets that are released as failed keep running.</summary>
    public bool KeepFailed { get; init; }

    /// <summary>
    /// Whether a test that takes used stations waits for a leased fleet of its size before one is started for it. Only for a lab in which every lease is
    /// released, and without effect in the shared process, where fleets start fast.
    /// </summary>
    public bool WaitsForLeased { get; init; }

    /// <summary>The log of the lab's decisions, such as a skipped slot.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>The longest log of a component in bytes. A component that exceeds it is killed.</summary>
    public long LogLimit { get; init; } = 64L << 20;

    /// <summary>Whether the packets on each fleet's mDNS link are recorded from the start of its stations.</summary>
    public bool RecordsPackets { get; init; }

    /// <summary>The slots of its stations; null for all of this machine.</summary>
    internal SlotRange? Slots { get; init; }
}
