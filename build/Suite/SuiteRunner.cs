using LoadSharing.Lab;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;
using Build.Options;
using Build.Results;

namespace Build.Suite;

/// <summary>Runs the suite's assembly under <c>dotnet test</c> against a lab.</summary>
/// <param name="options">Which tests run, and how.</param>
/// <param name="directory">Where results go.</param>
/// <param name="knownDefects">The file that declares what the firmware is known to do wrong, or null.</param>
/// <param name="timeouts">How long its stop ladder waits.</param>
/// <param name="shard">The filter of the part of the suite that runs, or null for all.</param>
internal sealed class SuiteRunner(BuildOptions options, string directory, string? knownDefects, LabTimeouts timeouts, string? shard = null)
{
    private readonly ResultFiles _files = new(directory);
    private readonly SuiteSettings _settings = new(options, timeouts) { KnownDefects = knownDefects };

    private string? Filter => (options.Filter, shard) switch
    {
        ({ } filter, { } part) => $"({filter})&({part})",
        var (filter, part) => filter ?? part,
    };

    /// <summary>Runs it once.</summary>
    /// <param name="lab">The lab that leases the fleets.</param>
    /// <param name="progress">What was heard of the tests; speaks for those that left no result.</param>
    /// <param name="seconds">How long each test takes, by its full name, as far as is known: the longest begin first.</param>
    /// <param name="round">The round, from 1; names the files of further rounds.</param>
    /// <param name="cancellation">Ends the run early; what was heard until then is the result.</param>
    /// <returns>What came of each test, and what else went wrong.</returns>
    public async Task<(IReadOnlyList<TestResult> Tests, IReadOnlyList<string> Troubles)> RunAsync(
        LabHost lab, RunProgress progress, IReadOnlyDictionary<string, double> seconds, int round, CancellationToken cancellation)
    {
        var (name, trx, junit) = (ResultFiles.Name(round), _files.Trx(round), _files.JUnit(round));
        File.Delete(trx);
        File.Delete(junit);

        progress.BeginRound();
        await using var process = lab.Session.Start(Command(lab, seconds, trx, junit, round), ProcessEntry.Suite, name, lab.Session.LogFile(ProcessEntry.Suite, name));
        try
        {
            await process.Exited.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await process.StopAsync();
            return (progress.Heard(), ["The run was cut short."]);
        }

        if (!File.Exists(trx))
        {
            var lines = string.Join('\n', LogTail.LastLines(process.Log));
            return (progress.Heard(), [$"dotnet test ended with {await process.Exited} and left no results. Its last lines:\n{lines}\nLog: {process.Log}"]);
        }

        TrxFile.Stamp(trx, lab.Tested);
        if (File.Exists(junit))
        {
            JUnitFile.Stamp(junit, lab.Tested);
        }

        var tests = TrxFile.Read(trx);
        var exit = await process.Exited;
        var isExplained = exit.Code == 0 || tests.Count == 0 || tests.Any(test => test.Outcome == TestOutcome.Failed);
        return (tests, isExplained ? [] : [$"dotnet test ended with {exit} though no test failed. Log: {process.Log}"]);
    }

    private ProcessCommand Command(LabHost lab, IReadOnlyDictionary<string, double> seconds, string trx, string junit, int round)
    {
        var settings = Path.Combine(lab.Session.Directory, $"{ResultFiles.Name(round)}.runsettings");
        var order = _settings.Write(settings, seconds, round);
        var arguments = new List<string>
        {
            "test", Repository.Suite,
            "--results-directory", directory,
            "--settings", settings,
            "--logger", $"trx;LogFileName={Path.GetFileName(trx)}",
            "--logger", $"junit;LogFilePath={junit}",
        };
        if (Filter is { } filter)
        {
            arguments.AddRange(["--filter", filter]);
        }

        return new ProcessCommand(DotNet.Program, arguments)
        {
            Environment = new Dictionary<string, string?>([.. RuntimeVariables.QuickStart, .. _settings.Variables(lab)])
            {
                ["DOTNET_NOLOGO"] = "1",
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
                ["LOADSHARING_TEST_ORDER"] = order,
            },
        };
    }
}
