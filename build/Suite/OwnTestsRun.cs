using System.Collections.Concurrent;
using Build.Results;
using Cake.Core;
using LoadSharing.Lab.Processes;

namespace Build.Suite;

/// <summary>Runs the test projects of this repository except the suite, which needs a lab.</summary>
internal sealed class OwnTestsRun(BuildContext context)
{
    private readonly string _directory = Path.Combine(context.Results, "own");

    // Build.Tests, which takes longest, is the first by name.
    private IEnumerable<string> Projects => Directory
        .EnumerateFiles(Path.Combine(context.Repository.Root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories)
        .Select(project => Path.GetFileNameWithoutExtension(project))
        .Order(StringComparer.Ordinal);

    /// <summary>Builds the solution, then runs its test projects, as many at the same time as there are cores.</summary>
    /// <exception cref="CakeException">The build or a test failed.</exception>
    public async Task RunAsync()
    {
        Directory.CreateDirectory(_directory);
        var buildErrors = await BuildAsync();
        ConcurrentQueue<(IReadOnlyList<TestResult> Tests, IReadOnlyList<string> Errors)> results = [];
        if (buildErrors.Count == 0)
        {
            var limit = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
            await Parallel.ForEachAsync(Projects, limit, async (project, _) => results.Enqueue(await RunAsync(project)));
        }

        var result = new RunResult("this project itself", [.. results.SelectMany(project => project.Tests)], context.Run.Elapsed)
        {
            Errors = [.. buildErrors, .. results.SelectMany(project => project.Errors)],
        };
        context.Run.AddToClosingSummary(ConsoleSummary.Render(result, _directory));
        if (!result.IsSuccess)
        {
            throw new CakeException($"The project's own tests failed: {result.Counts}.");
        }
    }

    private async Task<(IReadOnlyList<TestResult> Tests, IReadOnlyList<string> Errors)> RunAsync(string name)
    {
        var trx = Path.Combine(_directory, $"{name}.trx");
        var log = Path.Combine(_directory, $"{name}.log");
        File.Delete(trx);
        var exit = await RunAsync(
            log,
            "test", Repository.TestAssembly(name), "--results-directory", _directory,
            "--logger", $"trx;LogFileName={Path.GetFileName(trx)}",
            "--logger", $"junit;LogFileName={name}.junit.xml");
        if (!File.Exists(trx))
        {
            return ([], [$"{name}: dotnet test exited with {exit} and wrote no results. {SessionLogs.Excerpt(log)}"]);
        }

        var tests = TrxFile.Read(trx);
        context.Print($"{name}: {new RunResult(name, tests, TimeSpan.Zero).Counts}");
        var isExplained = exit.Code == 0 || tests.Any(test => test.Outcome == TestOutcome.Failed);
        return (tests, isExplained ? [] : [$"{name}: dotnet test exited with {exit} although no test failed. Log: {log}"]);
    }

    // Builds the whole solution first: parallel builds of projects would write the same files.
    private async Task<IReadOnlyList<string>> BuildAsync()
    {
        context.Print("Building the tests …");
        var log = Path.Combine(_directory, "build.log");
        var exit = await RunAsync(log, "build", Path.Combine(context.Repository.Root, "LoadSharing.slnx"), "--nologo", "--verbosity", "quiet");
        return exit.Code == 0 ? [] : [$"The build of the tests exited with {exit}. {SessionLogs.Excerpt(log)}"];
    }

    private async Task<ExitStatus> RunAsync(string log, params IReadOnlyList<string> arguments)
    {
        File.Delete(log);

        // Without build servers, which would outlive this run.
        var command = new ProcessCommand(Repository.DotNet, arguments)
        {
            Environment = new Dictionary<string, string?>(RuntimeVariables.QuickStart)
            {
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["UseSharedCompilation"] = "false",
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
                ["DOTNET_NOLOGO"] = "1",
            },
        };
        await using var process = ChildProcess.Start(command, log, context.Timeouts);
        return await process.Exited.WaitAsync(context.Run.Cancellation);
    }
}
