using Build.Lab.Processes;
using Build.Results;

namespace Build.Suite;

/// <summary>One call of <c>--target=Test</c>: every test project of this repo but the suite, which needs a lab.</summary>
/// <param name="context">The build.</param>
internal sealed class OwnTestsRun(BuildContext context)
{
    private string Directory => Path.Combine(context.Results, "own");

    /// <summary>Builds and runs them one after another; all run, whatever comes of the first.</summary>
    public async Task<RunResult> RunAsync()
    {
        System.IO.Directory.CreateDirectory(Directory);
        var tests = new List<TestResult>();
        var troubles = new List<string>();
        foreach (var project in Projects())
        {
            context.Run.Cancellation.ThrowIfCancellationRequested();
            var (ofProject, trouble) = await RunAsync(project);
            tests.AddRange(ofProject);
            troubles.AddRange(trouble);
        }

        var result = new RunResult("this project itself", tests, context.Run.Elapsed) { Troubles = troubles };
        context.Run.AddLastWords(ConsoleSummary.Of(result, Directory));
        return result;
    }

    private IEnumerable<string> Projects() => System.IO.Directory
        .EnumerateFiles(Path.Combine(context.Repository.Root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal);

    private async Task<(IReadOnlyList<TestResult> Tests, IReadOnlyList<string> Troubles)> RunAsync(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var trx = Path.Combine(Directory, $"{name}.trx");
        var log = Path.Combine(Directory, $"{name}.log");
        File.Delete(trx);
        File.Delete(log);
        context.Print($"{name} …");

        var command = new ProcessCommand(
            DotNet.Program,
            [
                "test", project, "--nologo", "--results-directory", Directory,
                "--logger", $"trx;LogFileName={Path.GetFileName(trx)}",
                "--logger", $"junit;LogFilePath={Path.ChangeExtension(trx, ".junit.xml")}",
            ])
        {
            // No build server stays behind: nothing that a run starts outlives it.
            Environment = new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
        await using var process = ChildProcess.Start(command, log, context.Timeouts);
        var exit = await process.Exited.WaitAsync(context.Run.Cancellation);
        if (!File.Exists(trx))
        {
            var lines = string.Join('\n', LogTail.LastLines(log));
            return ([], [$"{name}: dotnet test ended with {exit} and left no results. Its last lines:\n{lines}\nLog: {log}"]);
        }

        var tests = TrxFile.Read(trx);
        context.Print($"  {new RunResult(name, tests, TimeSpan.Zero).Counts}");
        var isExplained = exit.Code == 0 || tests.Any(test => test.Outcome == TestOutcome.Failed);
        return (tests, isExplained ? [] : [$"{name}: dotnet test ended with {exit} though no test failed. Log: {log}"]);
    }
}
