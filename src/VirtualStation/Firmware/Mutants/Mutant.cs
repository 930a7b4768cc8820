using VirtualStation.Firmware.Generations;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Mutants;

/// <summary>A deliberate bug of the firmware. A test suite kills the mutant if a test fails for it.</summary>
/// <param name="name">The value of <c>--mutant</c>.</param>
/// <param name="description">The programming mistake that the mutant stands for, as a sentence.</param>
/// <param name="since">The oldest generation that has the mutated behaviour; empty for all.</param>
/// <param name="tests">The class or the category of the tests that are about the mutant.</param>
internal abstract class Mutant(string name, string description, string since = "", string tests = Mutant.NoGroup) : FirmwareHooks
{
    /// <summary>Stands for all tests except those of groups.</summary>
    protected const string NoGroup = "-";

    public string Name => name;

    public string Description => description;

    /// <summary>The class or the category of the tests that the mutant runs with: the whole suite takes long for each mutant.</summary>
    public string Tests => tests;

    /// <summary>The lifecycle of the station. Set before the first hook is called.</summary>
    public StationLifecycle Lifecycle { protected get; set; } = null!;

    public virtual bool AppliesTo(FirmwareGeneration generation) => string.CompareOrdinal(generation.Name, since) >= 0;
}
