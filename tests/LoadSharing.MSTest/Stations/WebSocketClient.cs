using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using GroupMonitor;

namespace LoadSharing.MSTest.Stations;

/// <summary>A client of a station's <c>/ws</c>.</summary>
public sealed class WebSocketClient : IAsyncDisposable
{
    internal const string Path = "/ws";

    private readonly ClientWebSocket _socket = new();
    private readonly Station _station;
    private readonly byte[] _buffer = new byte[HttpClients.MaximumBodyBytes];

    private WebSocketClient(Station station)
    {
        _station = station;
        _socket.Options.Proxy = null;
        _socket.Options.Credentials = station.Credentials;
    }

    /// <summary>Sends an allocation as a controller does. 2026-07 and later accept it from every client.</summary>
    /// <param name="amps">In A.</param>
    public Task AllocateAsync(double amps, string reason = "equal_share") =>
        SendAsync(new { loadsharing = new { target_current = amps, reason } });

    /// <summary>Sends a frame with a JSON document.</summary>
    public async Task SendAsync(object document)
    {
        var text = JsonSerializer.Serialize(document, FirmwareJson.Options);
        var entry = _station.Fleet.Log.Begin(_station, $"{Path} {text}");
        _station.Fleet.Watch?.Begin(_station, ActionKind.Allocation, Path);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, _station.Fleet.Cancellation);
        entry.Outcome = "";
    }

    /// <summary>Receives frames until one has a field; returns that frame.</summary>
    /// <exception cref="AssertFailedException">None came in time, or the station closed the connection.</exception>
    public async Task<JsonElement> ReceiveAsync(string field, FirmwareTimeout within)
    {
        using var timeout = new CancellationTokenSource(within.Time, FirmwareTime.Current);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _station.Fleet.Cancellation);
        try
        {
            while (true)
            {
                if (await ReceiveAsync(end.Token) is { ValueKind: JsonValueKind.Object } frame && frame.TryGetProperty(field, out _))
                {
                    return frame;
                }
            }
        }
        catch (OperationCanceledException) when (!_station.Fleet.Cancellation.IsCancellationRequested)
        {
            throw new AssertFailedException(
                $"Expected a frame with \"{field}\" on /ws of {_station}, but none came in {within.Time.TotalSeconds:0.#} s of the firmware's time.");
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static async Task<WebSocketClient> OpenAsync(Station station)
    {
        var client = new WebSocketClient(station);
        using var timeout = new CancellationTokenSource(Timeouts.Request.WallTime);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, station.Fleet.Cancellation);
        try
        {
            await client._socket.ConnectAsync(new UriBuilder(station.Document.FirmwareUrl) { Scheme = Uri.UriSchemeWs, Path = Path }.Uri, end.Token);
            return client;
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            await client.DisposeAsync();
            station.Fleet.Cancellation.ThrowIfCancellationRequested();
            throw new AssertFailedException($"Expected {station} to accept a WebSocket on /ws, but: {exception.Message}");
        }
    }

    private async Task<JsonElement> ReceiveAsync(CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new AssertFailedException($"Expected /ws of {_station} to stay open, but the station closed it.");
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                _station.Fleet.Log.AddFrame(_station, $"{Path} → test: {Encoding.UTF8.GetString(_buffer.AsSpan(0, length))}");
                return JsonElement.Parse(_buffer.AsSpan(0, length));
            }
        }
    }
}
