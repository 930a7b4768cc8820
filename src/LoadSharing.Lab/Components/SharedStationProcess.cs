using System.Text.Json;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Components;

/// <summary>The process that runs all virtual components (<c>virtual-station host</c>). Started with the first component, and again if it has exited.</summary>
/// <param name="session">The session of the process.</param>
/// <param name="runtimeVariables">Variables of the .NET runtime; null for those of a process that runs for seconds.</param>
/// <param name="niceness">Its niceness in a session of its own; null for the session of this process.</param>
public sealed class SharedStationProcess(Session session, IReadOnlyDictionary<string, string?>? runtimeVariables = null, int? niceness = null)
    : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Connection> _connections = [];
    private int _lastId;

    /// <summary>Starts a component.</summary>
    /// <param name="command">The command of a process of its own.</param>
    /// <param name="log">The path of the component's log file.</param>
    internal SharedRun Start(ProcessCommand command, string log)
    {
        lock (_lock)
        {
            if (_connections is not [.., { HasExited: false }])
            {
                var host = new ProcessCommand(command.Program, ["host"])
                {
                    Environment = new Dictionary<string, string?>([.. RuntimeVariables.NoDiagnostics, .. runtimeVariables ?? RuntimeVariables.QuickStart]),
                    StopSignal = ProcessSignal.Kill,
                    HasChannel = true,
                    Niceness = niceness,
                };
                _connections.Add(new Connection(session.Start(host, ProcessEntry.SharedStation, "host", session.LogFile(ProcessEntry.SharedStation))));
            }

            var request = new StartComponentRequest(++_lastId, command.Arguments, command.Environment, command.WorkingDirectory ?? session.Directory, log);
            var connection = _connections[^1];
            var (ready, exited) = connection.Start(request);
            return new SharedRun(connection.Send, connection.SendAsync, request.Id, ready, exited);
        }
    }

    /// <summary>Kills the process with all its components.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_connections.Select(connection => connection.DisposeAsync().AsTask()));

    private sealed class Connection : IAsyncDisposable
    {
        private readonly ChildProcess _process;
        private readonly Lock _lock = new();
        private readonly Dictionary<int, TaskCompletionSource<string>> _running = [];
        private readonly Dictionary<int, TaskCompletionSource> _unconfirmed = [];
        private readonly Task _reading;
        private string? _exitStatus;

        public Connection(ChildProcess process)
        {
            _process = process;
            _reading = ReadAsync();
        }

        public bool HasExited => _process.Exited.IsCompleted;

        public (Task Ready, Task<string> Exited) Start(StartComponentRequest request)
        {
            var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var exited = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_lock)
            {
                if (_exitStatus is not null)
                {
                    exited.SetResult(_exitStatus);
                }

                _running[request.Id] = exited;
                _unconfirmed[request.Id] = ready;
            }

            Send(request);
            return (ready.Task, exited.Task);
        }

        public void Send(SharedProcessRequest request) => _process.Send(request);

        /// <summary>Sends a request that the process confirms, one at a time for each component.</summary>
        public async Task SendAsync(SharedProcessRequest request)
        {
            var confirmed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Task exited;
            lock (_lock)
            {
                if (!_running.TryGetValue(request.Id, out var running))
                {
                    return;
                }

                // A component that exits confirms no request.
                exited = running.Task;
                _unconfirmed[request.Id] = confirmed;
            }

            Send(request);
            await Task.WhenAny(confirmed.Task, exited);
        }

        public async ValueTask DisposeAsync()
        {
            await _process.DisposeAsync();
            await _reading;
        }

        private async Task ReadAsync()
        {
            while (await _process.Output.ReadLineAsync() is { } line)
            {
                switch (Parse(line))
                {
                    case { Id: { } id, ExitCode: { } exitCode }:
                        SetExited(id, new ExitStatus(exitCode).ToString());
                        break;
                    case { Id: { } id, Done: not null }:
                        Confirm(id);
                        break;
                    default:
                        _process.WriteLog(line);
                        break;
                }
            }

            var status = $"{await _process.Exited} of the process that virtual stations share (log: {_process.Log})";
            lock (_lock)
            {
                _exitStatus = status;
                foreach (var exited in _running.Values)
                {
                    exited.TrySetResult(status);
                }
            }
        }

        private static SharedProcessResponse? Parse(string line)
        {
            try
            {
                return JsonSerializer.Deserialize<SharedProcessResponse>(line, JsonSerializerOptions.Web);
            }
            catch (JsonException)
            {
                // A text of the runtime, which goes to the log.
                return null;
            }
        }

        private void Confirm(int id)
        {
            lock (_lock)
            {
                _unconfirmed.Remove(id, out var confirmed);
                confirmed?.SetResult();
            }
        }

        private void SetExited(int id, string status)
        {
            lock (_lock)
            {
                _unconfirmed.Remove(id);
                if (_running.Remove(id, out var exited))
                {
                    exited.TrySetResult(status);
                }
            }
        }
    }
}

/// <summary>A component that runs in a shared process.</summary>
/// <param name="send">Sends a request to the shared process.</param>
/// <param name="sendConfirmed">Sends a request and returns when the process has executed it.</param>
/// <param name="id">The component's id.</param>
/// <param name="ready">Completes when the component can be used.</param>
/// <param name="exited">Completes with the exit status.</param>
internal sealed class SharedRun(
    Action<SharedProcessRequest> send, Func<SharedProcessRequest, Task> sendConfirmed, int id, Task ready, Task<string> exited)
{
    public Task Ready => ready;

    public Task<string> Exited => exited;

    public void Terminate() => send(new TerminateRequest(id));

    public void Kill() => send(new KillRequest(id));

    public Task FreezeAsync() => sendConfirmed(new FreezeRequest(id));

    public Task ThawAsync() => sendConfirmed(new ThawRequest(id));

    public void WriteLog(string line) => send(new LogRequest(id, line));
}
