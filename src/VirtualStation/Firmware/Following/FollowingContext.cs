using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Settings;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Following;

/// <summary>The services that the connections to all peers of a station share.</summary>
internal sealed record FollowingContext(
    FirmwareGeneration Generation,
    GroupSettings Group,
    PeerAddressResolver Addresses,
    PeerHttpClient Http,
    IBackoff Backoff,
    FirmwareIntervals Intervals,
    LineLog Log)
{
    /// <summary>The wall-clock time after which a silent peer is stale.</summary>
    public TimeSpan Heartbeat => Intervals.Heartbeat(Group.HeartbeatSeconds);
}
