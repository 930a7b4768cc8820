using System.Text.Json;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Hosting;

/// <summary>A running <c>virtual-station host</c>: orders go in, ends come out, a line of JSON each.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TaskCompletionSource<string>> _parts = [];
    private readonly Task _listening;
    private string? _end;

    /// <summary>Listens to a process that has just been started.</summary>
    public HostProcess(ChildProcess process)
    {
        _process = process;
        _listening = ListenAsync();
    }

    /// <summary>Whether it runs no more.</summary>
    public bool HasEnded => _process.Exited.IsCompleted;

    /// <summary>Starts a part.</summary>
    public HostedRun Start(StartOrder order)
    {
        var ended = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_end is not null)
            {
                ended.SetResult(_end);
            }

            _parts[order.Id] = ended;
        }

        Send(order);
        return new HostedRun(this, order.Id, ended.Task);
    }

    /// <summary>Sends an order; a process that has ended carries none out, and its parts have ended with it.</summary>
    public void Send(HostOrder order) => _process.Send(order);

    /// <summary>Ends it with all its parts.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _listening;
    }

    private async Task ListenAsync()
    {
        while (await _process.Output.ReadLineAsync() is { } line)
        {
            var happened = JsonSerializer.Deserialize<HostEvent>(line, JsonSerializerOptions.Web)!;
            if (happened is { Id: { } id, ExitCode: { } exitCode })
            {
                Tell(id, new ExitStatus(exitCode).ToString());
            }
            else
            {
                await _process.LogAsync(line);
            }
        }

        var how = $"{await _process.Exited} of the process that virtual stations share (log: {_process.Log})";
        lock (_lock)
        {
            _end = how;
            foreach (var part in _parts.Values)
            {
                part.TrySetResult(how);
            }
        }
    }

    private void Tell(int id, string how)
    {
        lock (_lock)
        {
            if (_parts.Remove(id, out var part))
            {
                part.TrySetResult(how);
            }
        }
    }
}
