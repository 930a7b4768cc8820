using LoadSharing.Lab.Processes;
using Build.Results;

namespace Build.Suite;

/// <summary>One call of <c>--target=Test</c>: every test project of this repo but the suite, which needs a lab.</summary>
/// <param name="context">The build.</param>
internal sealed class OwnTestsRun(BuildContext context)
{
    private string Directory => Path.Combine(context.Results, "own");

    /// <summary>Builds all, then runs them side by side: most of their time is waiting. All run, whatever comes of the others.</summary>
    public async Task<RunResult> RunAsync()
    {
        System.IO.Directory.CreateDirectory(Directory);
        var built = await BuildAsync();
        var outcomes = built.Count > 0 ? [] : await Task.WhenAll(Projects().Select(RunAsync));
        var result = new RunResult("this project itself", [.. outcomes.SelectMany(outcome => outcome.Tests)], context.Run.Elapsed)
        {
            Troubles = [.. built, .. outcomes.SelectMany(outcome => outcome.Troubles)],
        };
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
        var exit = await RunAsync(
            log,
            "test", project, "--no-build", "--nologo", "--results-directory", Directory,
            "--logger", $"trx;LogFileName={Path.GetFileName(trx)}",
            "--logger", $"junit;LogFilePath={Path.ChangeExtension(trx, ".junit.xml")}");
        if (!File.Exists(trx))
        {
            var lines = string.Join('\n', LogTail.LastLines(log));
            return ([], [$"{name}: dotnet test ended with {exit} and left no results. Its last lines:\n{lines}\nLog: {log}"]);
        }

        var tests = TrxFile.Read(trx);
        context.Print($"{name}: {new RunResult(name, tests, TimeSpan.Zero).Counts}");
        var isExplained = exit.Code == 0 || tests.Any(test => test.Outcome == TestOutcome.Failed);
        return (tests, isExplained ? [] : [$"{name}: dotnet test ended with {exit} though no test failed. Log: {log}"]);
    }

    // Once for all: two builds at a time would write the same files.
    private async Task<IReadOnlyList<string>> BuildAsync()
    {
        context.Print("Building the tests …");
        var log = Path.Combine(Directory, "build.log");
        var exit = await RunAsync(log, "build", Path.Combine(context.Repository.Root, "LoadSharing.slnx"), "--nologo", "--verbosity", "quiet");
        return exit.Code == 0 ? [] : [$"The build of the tests ended with {exit}. Its last lines:\n{string.Join('\n', LogTail.LastLines(log))}\nLog: {log}"];
    }

    private async Task<ExitStatus> RunAsync(string log, params IReadOnlyList<string> arguments)
    {
        File.Delete(log);

        // No build server stays behind: nothing that a run starts outlives it.
        var command = new ProcessCommand(DotNet.Program, arguments)
        {
            Environment = new Dictionary<string, string?> { ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
        await using var process = ChildProcess.Start(command, log, context.Timeouts);
        return await process.Exited.WaitAsync(context.Run.Cancellation);
    }
}
