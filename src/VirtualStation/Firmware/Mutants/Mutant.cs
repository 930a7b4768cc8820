using VirtualStation.Firmware.Generations;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Mutants;

/// <summary>A deliberate bug of the firmware. A test suite kills the mutant if a test fails for it.</summary>
/// <param name="name">The value of <c>--mutant</c>.</param>
/// <param name="description">The programming mistake that the mutant stands for, as a sentence.</param>
/// <param name="since">The oldest generation that has the mutated behaviour; empty for all.</param>
internal abstract class Mutant(string name, string description, string since = "") : FirmwareHooks
{
    public string Name => name;

    public string Description => description;

    /// <summary>The category of the tests that are about a mutant of the group; "-" for any other mutant.</summary>
    public virtual string TestCategory => "-";

    /// <summary>The lifecycle of the station. Set before the first hook is called.</summary>
    public StationLifecycle Lifecycle { protected get; set; } = null!;

    public virtual bool AppliesTo(FirmwareGeneration generation) => string.CompareOrdinal(generation.Name, since) >= 0;
}
