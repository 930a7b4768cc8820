using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab;

/// <summary>The settings of a lab.</summary>
/// <param name="Kind">The emulator, bridge and firmware of its stations.</param>
/// <param name="Timeouts">Its timeouts and poll intervals.</param>
/// <param name="VirtualStationProgram">Path of the <c>virtual-station</c> program, which also browses mDNS where no other browser is installed.</param>
internal sealed record LabOptions(StationKind Kind, LabTimeouts Timeouts, string VirtualStationProgram)
{
    /// <summary>The largest fleet that can be leased.</summary>
    public const int MaximumStations = 64;

    /// <summary>The API generation that the firmware must have; null to accept any known one.</summary>
    public ApiGeneration? Generation { get; init; }
}
