using LoadSharing.Lab;
using LoadSharing.Lab.Processes;
using Build.Options;
using Cake.Core;

namespace Build.Suite.Proving;

/// <summary>Asks the virtual firmware which defects it can have: there is no second list.</summary>
/// <param name="directory">Where its answer is kept.</param>
/// <param name="timeouts">How long its stop ladder waits.</param>
internal sealed class DefectSource(string directory, LabTimeouts timeouts)
{
    /// <summary>The defects of a contract.</summary>
    /// <exception cref="CakeException">The program does not list any.</exception>
    public async Task<IReadOnlyList<DeliberateDefect>> AskAsync(ApiGeneration contract, CancellationToken cancellation)
    {
        var command = new ProcessCommand(Repository.VirtualStation, ["firmware", "--contract", contract.Name, "--list-mutants"]);
        var log = Path.Combine(directory, "defects.txt");
        File.Delete(log);
        await using var process = ChildProcess.Start(command, log, timeouts);
        var exit = await process.Exited.WaitAsync(cancellation);
        var defects = Read(await LogTail.ReadAsync(log, cancellation));
        return exit.Code == 0 && defects.Count > 0
            ? defects
            : throw new CakeException($"{command} ended with {exit} and listed {defects.Count} defects:\n{string.Join('\n', LogTail.LastLines(log))}");
    }

    /// <summary>A line each: the name, blanks, and what it stands for.</summary>
    public static IReadOnlyList<DeliberateDefect> Read(string list) =>
    [
        .. list.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(words => words.Length == 2)
            .Select(words => new DeliberateDefect(words[0], words[1])),
    ];

    /// <summary>Those of the names, in the order of the list; all where there are no names.</summary>
    /// <exception cref="CommandLineException">There is none of a name.</exception>
    public static IReadOnlyList<DeliberateDefect> Choose(IReadOnlyList<DeliberateDefect> defects, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (defects.All(defect => defect.Name != name))
            {
                var known = defects.Select(defect => defect.Name).ToList();
                throw new CommandLineException($"--defects={name}: there is no such defect.{NearestName.Suggest(name, known)} There are: {string.Join(", ", known)}.");
            }
        }

        return names.Count == 0 ? defects : [.. defects.Where(defect => names.Contains(defect.Name))];
    }
}
