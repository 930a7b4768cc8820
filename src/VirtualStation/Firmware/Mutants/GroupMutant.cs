using VirtualStation.Firmware.Generations;

namespace VirtualStation.Firmware.Mutants;

/// <summary>A mutant of a group.</summary>
/// <param name="name">The value of <c>--mutant</c>.</param>
/// <param name="testCategory">The category of the tests that are about it.</param>
/// <param name="description">The programming mistake, as a sentence.</param>
/// <param name="since">The oldest generation that has the mutated behaviour.</param>
internal abstract class GroupMutant(string name, string testCategory, string description, string since = FirmwareGeneration.JulyName)
    : Mutant(name, description, since, testCategory);
