using VirtualStation.Firmware.Generations;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Finds the mutants of this assembly by reflection.</summary>
internal static class MutantCatalog
{
    private static readonly IReadOnlyList<Type> Types =
        [.. typeof(Mutant).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Mutant)))];

    /// <summary>Creates an instance of each mutant, sorted by name. Mutants have state, so stations must not share instances.</summary>
    public static IReadOnlyList<Mutant> CreateAll() =>
        [.. Types.Select(type => (Mutant)Activator.CreateInstance(type)!).OrderBy(mutant => mutant.Name, StringComparer.Ordinal)];

    /// <returns>Null if no mutant of the generation has the name.</returns>
    public static Mutant? Find(string name, FirmwareGeneration generation) =>
        CreateAll().FirstOrDefault(mutant => mutant.Name == name && mutant.AppliesTo(generation));

    /// <summary>Renders a line for each mutant of a generation: its name, its tests and its description, in columns.</summary>
    public static string Render(FirmwareGeneration generation)
    {
        var mutants = CreateAll().Where(mutant => mutant.AppliesTo(generation)).ToList();
        var column = mutants.Max(mutant => mutant.Name.Length) + 2;
        var tests = mutants.Max(mutant => mutant.Tests.Length) + 2;
        return string.Concat(mutants.Select(mutant => $"{mutant.Name.PadRight(column)}{mutant.Tests.PadRight(tests)}{mutant.Description}\n"));
    }
}
