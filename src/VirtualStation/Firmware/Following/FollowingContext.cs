using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Settings;
using StationTime;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Following;

/// <summary>The services that the connections to all peers of a station share.</summary>
internal sealed record FollowingContext(
    FirmwareGeneration Generation,
    GroupSettings Group,
    PeerAddressResolver Addresses,
    PeerHttpClient Http,
    IBackoff Backoff,
    SimulatedTime Time,
    Uptime Uptime,
    LineLog Log,
    Func<TimeSpan, TimeSpan> StaleAfter)
{
    /// <summary>The time after which a silent peer is stale.</summary>
    public TimeSpan Heartbeat => StaleAfter(TimeSpan.FromSeconds(Group.HeartbeatSeconds));
}
