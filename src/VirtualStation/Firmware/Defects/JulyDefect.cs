using VirtualStation.Firmware.Contracts;

namespace VirtualStation.Firmware.Defects;

/// <summary>A defect of what only the 2026-07 generation has.</summary>
/// <param name="name">What <c>--defect</c> calls it.</param>
/// <param name="standsFor">The mistake of a real firmware that it stands for, as a sentence.</param>
internal abstract class JulyDefect(string name, string standsFor) : Defect(name, standsFor)
{
    public sealed override bool IsIn(Contract contract) => contract is JulyContract;
}
