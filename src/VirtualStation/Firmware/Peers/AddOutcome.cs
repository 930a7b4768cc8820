namespace VirtualStation.Firmware.Peers;

/// <summary>What became of a request to add a peer.</summary>
internal enum AddOutcome
{
    Added,
    AlreadyJoined,
    IsLocal,
}
