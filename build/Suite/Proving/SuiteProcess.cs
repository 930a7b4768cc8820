using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;
using Build.Results;

namespace Build.Suite.Proving;

/// <summary>A running <c>suite-host</c>: one run of the suite after another, without a runner that starts and code that is compiled anew each time.</summary>
internal sealed class SuiteProcess : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly ChildProcess _process;

    /// <summary>Starts it.</summary>
    /// <param name="session">The session it is part of.</param>
    /// <param name="number">Which of several it is.</param>
    public SuiteProcess(Session session, int number)
    {
        var name = number.ToString(CultureInfo.InvariantCulture);
        var command = new ProcessCommand(DotNet.Program, [Repository.SuiteHost])
        {
            Environment = new Dictionary<string, string?>([.. RuntimeVariables.NoDiagnostics, .. RuntimeVariables.QuickStart]) { ["TESTINGPLATFORM_NOBANNER"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
            End = ProcessSignal.Kill,
            HasChannel = true,
        };
        _process = session.Start(command, ProcessEntry.Suite, name, session.LogFile(ProcessEntry.Suite, name));
    }

    /// <summary>Whether it can be given another order.</summary>
    public bool IsAlive => !_process.Exited.IsCompleted;

    /// <summary>Runs the suite once.</summary>
    /// <param name="order">How.</param>
    /// <param name="cancellation">Gives up; the process is then of no more use.</param>
    /// <returns>What came of each test, and what else went wrong.</returns>
    public async Task<(IReadOnlyList<TestResult> Tests, IReadOnlyList<string> Troubles)> RunAsync(SuiteOrder order, CancellationToken cancellation)
    {
        if (await ExitCodeAsync(order, cancellation) is not { } exitCode)
        {
            var lines = string.Join('\n', LogTail.LastLines(_process.Log));
            return ([], [$"the suite's process ended with {await _process.Exited} in mid-run. Its last lines:\n{lines}\nLog: {_process.Log}"]);
        }

        var tests = JsonSerializer.Deserialize<IReadOnlyList<TestResult>>(await File.ReadAllTextAsync(order.Results, cancellation), Json)!;
        var isExplained = exitCode == 0 || tests.Any(test => test.Outcome == TestOutcome.Failed);
        return (tests, isExplained ? [] : [string.Create(CultureInfo.InvariantCulture, $"the suite ended with exit code {exitCode} though no test failed. Log: {_process.Log}")]);
    }

    /// <summary>Ends it.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    // Null if the process has ended before the run.
    private async Task<int?> ExitCodeAsync(SuiteOrder order, CancellationToken cancellation)
    {
        _process.Send(order);
        while (await _process.Output.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith(order.Id, StringComparison.Ordinal))
            {
                return int.Parse(line.AsSpan(order.Id.Length), NumberStyles.Integer, CultureInfo.InvariantCulture);
            }

            await _process.LogAsync(line);
        }

        return null;
    }
}
