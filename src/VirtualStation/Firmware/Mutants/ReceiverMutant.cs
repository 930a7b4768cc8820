using VirtualStation.Firmware.Group;

namespace VirtualStation.Firmware.Mutants;

/// <summary>A mutant of the handling of a received allocation.</summary>
/// <inheritdoc cref="GroupMutant" />
internal abstract class ReceiverMutant(string name, string testCategory, string description) : GroupMutant(name, testCategory, description)
{
    public override IAllocationReceiver Receiver(IAllocationReceiver receiver) => new Decorator(receiver, this);

    protected abstract void Receive(IAllocationReceiver receiver, double amps, string reason);

    private sealed class Decorator(IAllocationReceiver inner, ReceiverMutant mutant) : IAllocationReceiver
    {
        public void Receive(double amps, string reason) => mutant.Receive(inner, amps, reason);
    }
}
