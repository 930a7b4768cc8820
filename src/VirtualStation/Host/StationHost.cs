using System.Text.Json;
using VirtualStation.Hosting;

namespace VirtualStation.Host;

/// <summary>Takes orders and carries them out.</summary>
/// <param name="output">Where it tells of ends and errors.</param>
internal sealed class StationHost(TextWriter output)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, HostedStation> _stations = [];
    private readonly List<Task> _running = [];
    private bool _isListenedTo = true;

    /// <summary>Takes orders until it is told to stop, and then stops all stations in order.</summary>
    public async Task RunAsync(Stream input, CancellationToken stopping)
    {
        // A read of a pipe cannot be cancelled: it has a thread that nobody waits for.
        var reader = new Thread(() => Read(input)) { IsBackground = true, Name = "orders" };
        reader.Start();
        var stopped = new TaskCompletionSource();
        await using var registration = stopping.Register(stopped.SetResult);
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

    private void Read(Stream input)
    {
        using var lines = new StreamReader(input);
        while (lines.ReadLine() is { } line)
        {
            try
            {
                Obey(Order.Read(line));
            }
            catch (StationException error)
            {
                Tell(json => json.WriteString("error", error.Message));
            }
        }
    }

    /// <exception cref="StationException">The order makes no sense.</exception>
    private void Obey(Order order)
    {
        lock (_lock)
        {
            switch (order.Verb)
            {
                case "start":
                    Start(order);
                    break;
                case "stop":
                    _stations.GetValueOrDefault(order.Id)?.Stop();
                    break;
                case "cut":
                    _stations.GetValueOrDefault(order.Id)?.Cut();
                    break;
                case "mark":
                    _stations.GetValueOrDefault(order.Id)?.Write(order.Text("line"));
                    break;
                default:
                    throw StationException.Usage($"unknown order '{order.Verb}': use 'start', 'stop', 'cut' or 'mark'");
            }
        }
    }

    private void Start(Order order)
    {
        var (id, arguments, environment, directory) = (order.Id, order.Arguments, order.Environment, order.Text("directory"));
        if (_stations.ContainsKey(id))
        {
            throw StationException.Usage($"{id} runs already");
        }

        var station = _stations[id] = HostedStation.Open(order.Text("log"));
        _running.RemoveAll(task => task.IsCompleted);
        _running.Add(Task.Run(async () =>
        {
            var exitCode = await station.RunAsync(arguments, environment, directory);
            lock (_lock)
            {
                _stations.Remove(id);
                station.Dispose();
            }

            Tell(json =>
            {
                json.WriteNumber("id", id);
                json.WriteNumber("exitCode", exitCode);
            });
        }));
    }

    private void Tell(Action<Utf8JsonWriter> write)
    {
        var line = JsonText.Write(json =>
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        });
        lock (output)
        {
            try
            {
                if (_isListenedTo)
                {
                    output.WriteLine(System.Text.Encoding.UTF8.GetString(line.Span));
                    output.Flush();
                }
            }
            catch (IOException)
            {
                // Who gave the orders has ended, and the stations are to outlive it.
                _isListenedTo = false;
            }
        }
    }
}
