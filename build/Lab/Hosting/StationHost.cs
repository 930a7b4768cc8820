using System.Collections.Concurrent;
using System.Text.Json;
using Build.Lab.Processes;
using Build.Lab.Sessions;

namespace Build.Lab.Hosting;

/// <summary>The process that a lab's virtual stations share; started with the first of them.</summary>
/// <param name="session">The session it is part of.</param>
internal sealed class StationHost(Session session) : IAsyncDisposable
{
    private const string Name = "virtual-stations";

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _parts = new();
    private ChildProcess? _process;
    private Task _listening = Task.CompletedTask;
    private int _lastId;

    /// <summary>Starts a part.</summary>
    /// <param name="command">What its process would be.</param>
    /// <param name="log">The file that gets its output.</param>
    /// <returns>Its number, and what completes when it has ended, with how.</returns>
    public (int Id, Task<string> Ended) Start(ProcessCommand command, string log)
    {
        var id = Interlocked.Increment(ref _lastId);
        var ended = _parts[id] = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_process is null)
            {
                _process = session.Start(
                    new ProcessCommand(command.Program, ["host"]) { HasChannel = true, End = ProcessSignal.Kill }, Name, "host", session.LogFile(Name));
                _listening = ListenAsync(_process);
            }
        }

        Send(new StartOrder(id, command.Arguments, command.Environment, command.WorkingDirectory ?? session.Directory, log));
        return (id, ended.Task);
    }

    /// <summary>Sends an order; a host that has ended carries none out, and its parts have ended with it.</summary>
    public void Send(HostOrder order)
    {
        lock (_lock)
        {
            try
            {
                _process?.Input.WriteLine(JsonSerializer.Serialize(order, JsonSerializerOptions.Web));
                _process?.Input.Flush();
            }
            catch (IOException) when (_listening.IsCompleted || _process is { Exited.IsCompleted: true })
            {
                // Its end is told to every part by who listens to it.
            }
        }
    }

    /// <summary>Ends it with all its parts.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            await _listening;
        }
    }

    private async Task ListenAsync(ChildProcess process)
    {
        while (await process.Output.ReadLineAsync() is { } line)
        {
            var happened = JsonSerializer.Deserialize<HostEvent>(line, JsonSerializerOptions.Web)!;
            if (happened is { Id: { } id, ExitCode: { } exitCode } && _parts.TryRemove(id, out var part))
            {
                part.SetResult(new ExitStatus(exitCode).ToString());
            }
            else
            {
                await File.AppendAllTextAsync(process.Log, line + Environment.NewLine);
            }
        }

        var how = $"{await process.Exited} of the process that all virtual stations share (log: {process.Log})";
        foreach (var part in _parts.Values)
        {
            part.TrySetResult(how);
        }
    }
}
