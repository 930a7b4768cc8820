namespace VirtualStation.Firmware.Reciprocal;

/// <summary>Tells the other side of a change to the group: at once, without waiting for its answer, and once.</summary>
internal interface IPeerNotifier
{
    /// <summary>Asks the peer to join this station, and not to answer in kind.</summary>
    void Joined(string host);

    /// <summary>Asks the peer to leave its member role.</summary>
    void Removed(string host);
}
