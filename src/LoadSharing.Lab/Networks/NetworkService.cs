using System.Diagnostics;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Networks;

/// <summary>A process that a fleet's network is made of.</summary>
/// <param name="session">Whose it is.</param>
/// <param name="fleet">The fleet.</param>
/// <param name="name">Its name.</param>
/// <param name="command">What to start.</param>
/// <param name="readiness">When it is ready, seen in its log.</param>
/// <param name="timeouts">The lab's time-outs.</param>
/// <param name="report">Told if it ends by itself.</param>
internal sealed class NetworkService(
    Session session, string fleet, string name, ProcessCommand command, Func<string, Readiness> readiness, LabTimeouts timeouts, Action<ComponentFailure> report)
    : IAsyncDisposable
{
    private readonly string _log = session.LogFile(fleet, name);
    private ChildProcess? _process;
    private volatile bool _isStopping;

    /// <summary>Its process, once it is ready.</summary>
    public ProcessIdentity Process => ProcessTree.Innermost(_process?.Identity ?? throw new InvalidOperationException($"The {name} of {fleet} was not started."));

    /// <summary>How it ended by itself, or null.</summary>
    public ComponentFailure? Failure { get; private set; }

    /// <summary>Starts it and comes back when it is ready.</summary>
    /// <exception cref="ComponentFailedException">It ended, or did not become ready in time.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        _process = session.Start(command, fleet, name, _log);
        await readiness(_log).WaitAsync(fleet, ComponentKind.Network, EndAsync(_process), _log, timeouts.ProbeInterval, cancellation);
        _ = WatchAsync(_process, watch);
    }

    /// <summary>From here on its end is no failure.</summary>
    public void ExpectEnd() => _isStopping = true;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        ExpectEnd();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private static async Task<string> EndAsync(ChildProcess process) => (await process.Exited).ToString();

    private async Task WatchAsync(ChildProcess process, Stopwatch sinceStart)
    {
        var how = await EndAsync(process);
        if (!_isStopping)
        {
            Failure = FailureText.Ended(fleet, ComponentKind.Network, how, sinceStart.Elapsed, _log);
            report(Failure);
        }
    }
}
