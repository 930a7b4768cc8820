using Build.Results;
using LoadSharing.Lab;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace Build.Suite;

/// <summary>Runs the suite with <c>dotnet test</c> against a lab.</summary>
/// <param name="settings">The variables and the filter of the run.</param>
/// <param name="directory">The results directory.</param>
internal sealed class SuiteRunner(SuiteSettings settings, string directory)
{
    private readonly ResultFiles _files = new(directory);

    /// <summary>Runs one round.</summary>
    /// <param name="lab">The lab that the tests use.</param>
    /// <param name="progress">Has the results if the run is cancelled or aborted.</param>
    /// <param name="round">The round, from 1.</param>
    /// <param name="cancellation">Stops the run; the results so far are returned.</param>
    /// <returns>The results, and errors that are not results of a test.</returns>
    public async Task<(IReadOnlyList<TestResult> Tests, IReadOnlyList<string> Errors)> RunAsync(
        LabHost lab, RunProgress progress, int round, CancellationToken cancellation)
    {
        var (name, trx) = (ResultFiles.BaseName(round), _files.Trx(round));
        File.Delete(trx);
        File.Delete(_files.JUnit(round));

        progress.BeginRound();
        await using var process = lab.Session.Start(Command(lab, round), ProcessEntry.Suite, name, lab.Session.LogFile(ProcessEntry.Suite, name));
        try
        {
            await process.Exited.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await process.StopAsync();
            return (progress.Results, ["The run was cancelled."]);
        }

        var exit = await process.Exited;
        if (!File.Exists(trx))
        {
            return (progress.Results, [$"dotnet test exited with {exit} and wrote no results. {SessionLogs.Excerpt(process.Log)}"]);
        }

        _files.AddTested(round, lab.Tested);
        var tests = TrxFile.Read(trx);
        if (TrxFile.ReadErrors(trx) is { Count: > 0 } errors)
        {
            // The file lacks the tests that were running, and those whose results had not reached dotnet test.
            var missing = progress.Results.ExceptBy(tests.Select(test => test.FullName), test => test.FullName);
            return ([.. tests, .. missing], [.. errors.Select(error => $"dotnet test: {error} Log: {process.Log}")]);
        }

        var isExplained = exit.Code == 0 || tests.Any(test => test.Outcome == TestOutcome.Failed);
        return (tests, isExplained ? [] : [$"dotnet test exited with {exit} although no test failed. Log: {process.Log}"]);
    }

    private ProcessCommand Command(LabHost lab, int round)
    {
        var file = Path.Combine(lab.Session.Directory, $"{ResultFiles.BaseName(round)}.runsettings");
        settings.Write(file, round);
        return new ProcessCommand(
            Repository.DotNet,
            [
                "test", Repository.Suite,
                "--results-directory", directory,
                "--settings", file,
                "--logger", $"trx;LogFileName={Path.GetFileName(_files.Trx(round))}",
                // A name, which is relative to the results directory: a semicolon in a path would end the parameter.
                "--logger", $"junit;LogFileName={Path.GetFileName(_files.JUnit(round))}",
                "--filter", settings.Filter,
            ])
        {
            Environment = new Dictionary<string, string?>([.. RuntimeVariables.QuickStart, .. settings.Variables(lab)])
            {
                ["DOTNET_NOLOGO"] = "1",
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            },
        };
    }
}
