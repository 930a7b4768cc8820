using System.Text;
using System.Text.Json;

namespace VirtualStation.Host;

/// <summary>Runs stations as requested on an input stream, one JSON object a line.</summary>
/// <param name="output">Receives a line of JSON for each station that exits and for each invalid request.</param>
internal sealed class StationHost(TextWriter output)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, HostedStation> _stations = [];
    private readonly List<Task> _running = [];
    private bool _isOutputOpen = true;

    /// <summary>Serves requests until the token is cancelled, then stops all stations gracefully.</summary>
    public async Task RunAsync(Stream input, CancellationToken cancellationToken)
    {
        // A read of a pipe cannot be cancelled. As a background thread it does not keep the process running.
        var reader = new Thread(() => ReadRequests(input)) { IsBackground = true, Name = "requests" };
        reader.Start();
        var stopped = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
        Task[] running;
        lock (_lock)
        {
            foreach (var station in _stations.Values)
            {
                station.Stop();
            }

            running = [.. _running];
        }

        await Task.WhenAll(running);
    }

    private void ReadRequests(Stream input)
    {
        using var lines = new StreamReader(input);
        while (lines.ReadLine() is { } line)
        {
            try
            {
                Execute(HostRequest.Parse(line));
            }
            catch (StationException error)
            {
                WriteOutput(json => json.WriteString("error", error.Message));
            }
        }
    }

    /// <exception cref="StationException">The request is invalid.</exception>
    private void Execute(HostRequest request)
    {
        lock (_lock)
        {
            switch (request.Action)
            {
                case "start":
                    Start(request);
                    break;
                case "stop":
                    _stations.GetValueOrDefault(request.Id)?.Stop();
                    break;
                case "kill":
                    _stations.GetValueOrDefault(request.Id)?.Kill();
                    break;
                case "freeze":
                    _stations.GetValueOrDefault(request.Id)?.Freeze();
                    Confirm(request);
                    break;
                case "thaw":
                    _stations.GetValueOrDefault(request.Id)?.Thaw();
                    Confirm(request);
                    break;
                case "log":
                    _stations.GetValueOrDefault(request.Id)?.WriteLog(request.Text("line"));
                    break;
                default:
                    throw StationException.Usage($"unknown action '{request.Action}': use 'start', 'stop', 'kill', 'freeze', 'thaw' or 'log'");
            }
        }
    }

    private void Start(HostRequest request)
    {
        var (id, arguments, environment, directory) = (request.Id, request.Arguments, request.Environment, request.Text("directory"));
        if (_stations.ContainsKey(id))
        {
            throw StationException.Usage($"station {id} is already running");
        }

        var station = _stations[id] = HostedStation.Open(request.Text("log"), () => Confirm(request));
        _running.RemoveAll(task => task.IsCompleted);
        _running.Add(Task.Run(async () =>
        {
            var exitCode = await station.RunAsync(arguments, environment, directory);
            lock (_lock)
            {
                _stations.Remove(id);
                station.Dispose();
            }

            WriteOutput(json =>
            {
                json.WriteNumber("id", id);
                json.WriteNumber("exitCode", exitCode);
            });
        }));
    }

    private void Confirm(HostRequest request) => WriteOutput(json =>
    {
        json.WriteNumber("id", request.Id);
        json.WriteString("done", request.Action);
    });

    private void WriteOutput(Action<Utf8JsonWriter> writeProperties)
    {
        var line = Encoding.UTF8.GetString(JsonText.WriteObject(writeProperties).Span);
        lock (output)
        {
            try
            {
                if (_isOutputOpen)
                {
                    output.WriteLine(line);
                    output.Flush();
                }
            }
            catch (IOException)
            {
                // The client has exited. Its stations must keep running until this process is terminated.
                _isOutputOpen = false;
            }
        }
    }
}
