namespace VirtualStation.Firmware.Peers;

/// <summary>What became of a request to remove a peer.</summary>
internal enum RemoveOutcome
{
    Removed,
    NotJoined,
    IsLocal,
}
