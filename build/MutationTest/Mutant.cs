using Build.Options;
using Build.Suite;
using Cake.Core;
using LoadSharing.Lab;
using LoadSharing.Lab.Processes;

namespace Build.MutationTest;

/// <summary>A deliberate bug of the virtual firmware.</summary>
/// <param name="Name">Its name, as for <c>virtual-station firmware --mutant=NAME</c>.</param>
/// <param name="Tests">The class or the category of the tests that are about it; <see cref="NoGroup"/> for all except those of groups.</param>
/// <param name="Description">The mistake of a real firmware that it simulates, as a sentence.</param>
internal sealed record Mutant(string Name, string Tests, string Description)
{
    private const string NoGroup = "-";

    /// <summary>Whether its tests form groups, and so need emulators.</summary>
    public bool IsAboutGroups => Tests != NoGroup && !IsClass;

    /// <summary>The filter for its tests.</summary>
    public string Filter => IsClass ? $"FullyQualifiedName~.{Tests}." : IsAboutGroups ? $"TestCategory={Tests}" : "TestCategory!=group";

    private bool IsClass => Tests.EndsWith("Tests", StringComparison.Ordinal);

    /// <summary>Lists the mutants of an API generation, as the virtual firmware prints them.</summary>
    /// <param name="contract">The API generation.</param>
    /// <param name="log">The file that gets the output.</param>
    /// <param name="timeouts">The timeouts for stopping the program.</param>
    /// <param name="cancellation">Stops the program.</param>
    /// <exception cref="CakeException">The program failed or printed no mutants.</exception>
    public static async Task<IReadOnlyList<Mutant>> ListAsync(ApiGeneration contract, string log, LabTimeouts timeouts, CancellationToken cancellation)
    {
        var command = new ProcessCommand(Repository.VirtualStation, ["firmware", "--contract", contract.Name, "--list-mutants"]);
        File.Delete(log);
        await using var process = ChildProcess.Start(command, log, timeouts);
        var exit = await process.Exited.WaitAsync(cancellation);
        var mutants = Parse(await LogTail.ReadAsync(log, cancellation));
        return exit.Code == 0 && mutants.Count > 0
            ? mutants
            : throw new CakeException($"{command} exited with {exit} and listed {mutants.Count} mutants. {SessionLogs.Excerpt(log)}");
    }

    /// <summary>Parses lines with a name, a class or category and a description, with spaces between.</summary>
    public static IReadOnlyList<Mutant> Parse(string list) =>
    [
        .. list.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(words => words.Length == 3)
            .Select(words => new Mutant(words[0], words[1], words[2])),
    ];

    /// <summary>Selects the mutants of <c>--mutants</c>, in the order of the list; all if no names are given.</summary>
    /// <exception cref="CakeException">A name is unknown.</exception>
    /// <param name="mutants">All mutants.</param>
    /// <param name="names">The names.</param>
    /// <param name="given">The option with its value, for the message; null for --mutants.</param>
    public static IReadOnlyList<Mutant> Select(IReadOnlyList<Mutant> mutants, IReadOnlyList<string> names, string? given = null)
    {
        var known = mutants.Select(mutant => mutant.Name).ToList();
        return names.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? throw new CakeException($"{given ?? $"--mutants={unknown}"}: unknown mutant."
                + $"{NearestName.Suggest(unknown, known)} Known: {string.Join(", ", known)}.")
            : names.Count == 0 ? mutants : [.. mutants.Where(mutant => names.Contains(mutant.Name))];
    }
}
