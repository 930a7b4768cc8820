namespace VirtualStation.Firmware.Group;

/// <summary>Receives the allocations that clients of <c>/ws</c> send.</summary>
internal interface IAllocationReceiver
{
    /// <param name="amps">The target current.</param>
    /// <param name="reason">The reason of the controller.</param>
    void Receive(double amps, string reason);
}
