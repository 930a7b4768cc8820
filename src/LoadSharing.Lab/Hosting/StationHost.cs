using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Hosting;

/// <summary>The process that a lab's virtual stations share: started with the first of them, and again if it has ended.</summary>
/// <param name="session">The session it is part of.</param>
/// <param name="runtime">Variables of the .NET runtime; null for those of a process that lives for seconds.</param>
internal sealed class StationHost(Session session, IReadOnlyDictionary<string, string?>? runtime = null) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<HostProcess> _processes = [];
    private int _lastId;

    /// <summary>Starts a part.</summary>
    /// <param name="command">What its process would be.</param>
    /// <param name="log">The file that gets its output.</param>
    public HostedRun Start(ProcessCommand command, string log)
    {
        lock (_lock)
        {
            if (_processes is not [.., { HasEnded: false }])
            {
                var host = new ProcessCommand(command.Program, ["host"])
                {
                    Environment = new Dictionary<string, string?>([.. RuntimeVariables.NoDiagnostics, .. runtime ?? RuntimeVariables.QuickStart]),
                    End = ProcessSignal.Kill,
                    HasChannel = true,
                };
                _processes.Add(new HostProcess(session.Start(host, ProcessEntry.SharedStation, "host", session.LogFile(ProcessEntry.SharedStation))));
            }

            return _processes[^1].Start(
                new StartOrder(++_lastId, command.Arguments, command.Environment, command.WorkingDirectory ?? session.Directory, log));
        }
    }

    /// <summary>Ends it with all its parts.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));
}
