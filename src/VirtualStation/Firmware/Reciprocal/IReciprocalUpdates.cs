namespace VirtualStation.Firmware.Reciprocal;

/// <summary>Updates the other side when a peer is added or removed: one request in the background, without a retry.</summary>
internal interface IReciprocalUpdates
{
    /// <summary>Asks the peer to add this station, without a reciprocal update of its own.</summary>
    void SendJoined(string host);

    /// <summary>Asks the peer to give up its member role.</summary>
    void SendRemoved(string host);
}

/// <summary>Sends nothing, as generation 2026-02.</summary>
internal sealed class NoReciprocalUpdates : IReciprocalUpdates
{
    public void SendJoined(string host)
    {
    }

    public void SendRemoved(string host)
    {
    }
}
