using VirtualStation.Firmware.Contracts;

namespace VirtualStation.Firmware.Defects.Reciprocal;

internal sealed class ToldAllTheSame() : Defect("told-all-the-same", "The other side is told of an add as a later generation does, and this one never asked for that.")
{
    public override bool IsIn(Contract contract) => !contract.IsReciprocal;

    public override bool Tells(Contract contract) => true;
}
