using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Build.Results;
using Build.Suite;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace Build.MutationTest;

/// <summary>A request to <c>suite-host</c> to run the suite: a line of JSON.</summary>
/// <param name="Id">The prefix of the line that answers it.</param>
/// <param name="Results">The file that gets the results.</param>
/// <param name="Arguments">The arguments of MSTest's runner.</param>
/// <param name="Environment">Environment variables; null removes one.</param>
internal sealed record SuiteHostRequest(string Id, string Results, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Environment);

/// <summary>A <c>suite-host</c> process. It runs the suite any number of times and compiles it once.</summary>
internal sealed class SuiteHostProcess : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    private readonly ChildProcess _process;

    /// <param name="session">The session that owns the process.</param>
    /// <param name="number">Its number in the session, for the log's name.</param>
    public SuiteHostProcess(Session session, int number)
    {
        var name = number.ToString();
        var command = new ProcessCommand(Repository.DotNet, [Repository.SuiteHost])
        {
            Environment = new Dictionary<string, string?>([.. RuntimeVariables.NoDiagnostics, .. RuntimeVariables.QuickStart])
            {
                ["TESTINGPLATFORM_NOBANNER"] = "1",
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            },
            StopSignal = ProcessSignal.Kill,
            HasChannel = true,
        };
        _process = session.Start(command, ProcessEntry.Suite, name, session.LogFile(ProcessEntry.Suite, name));
    }

    public bool IsAlive => !_process.Exited.IsCompleted;

    /// <summary>Runs the suite once.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Stops the process.</param>
    /// <returns>The results, and errors that are not results of a test.</returns>
    public async Task<(IReadOnlyList<TestResult> Tests, IReadOnlyList<string> Errors)> RunAsync(SuiteHostRequest request, CancellationToken cancellation)
    {
        int? exitCode;
        try
        {
            exitCode = await ExitCodeAsync(request, cancellation);
        }
        catch (OperationCanceledException)
        {
            // It would go on writing to the directory of a session that ends.
            await _process.StopAsync();
            throw;
        }

        if (exitCode is null)
        {
            return ([], [$"suite-host exited with {await _process.Exited} during a run. {SessionLogs.Excerpt(_process.Log)}"]);
        }

        var tests = JsonSerializer.Deserialize<IReadOnlyList<TestResult>>(await File.ReadAllTextAsync(request.Results, cancellation), Json)!;
        var isExplained = exitCode == 0 || tests.Any(test => test.Outcome == TestOutcome.Failed);
        return (tests, isExplained ? [] : [$"the suite exited with exit code {exitCode} although no test failed. Log: {_process.Log}"]);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    // Null if the process exits before it answers.
    private async Task<int?> ExitCodeAsync(SuiteHostRequest request, CancellationToken cancellation)
    {
        _process.Send(request);
        while (await _process.Output.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith(request.Id, StringComparison.Ordinal))
            {
                return int.Parse(line.AsSpan(request.Id.Length), NumberStyles.Integer, CultureInfo.InvariantCulture);
            }

            _process.WriteLog(line);
        }

        return null;
    }
}
