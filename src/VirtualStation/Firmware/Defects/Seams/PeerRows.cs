using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Seams;

/// <summary>Kinds of rows.</summary>
internal static class PeerRows
{
    /// <summary>Whether discovery has met what the row stands for, and it is not a station's own first row.</summary>
    public static bool IsDiscovered(this PeerRow row) => !row.IsLocal && row.Ip.Length > 0;

    /// <summary>Whether the row stands for another station in the group.</summary>
    public static bool IsJoinedPeer(this PeerRow row) => row is { IsJoined: true, IsLocal: false };
}
