using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using VirtualStation.Http;
using VirtualStation.Runtime;

namespace VirtualStation.Tests.Support;

/// <summary>A peer that answers as a charging station would, and keeps the messages of a controller.</summary>
internal sealed class RecordingPeer : IAsyncDisposable
{
    private readonly StationLifecycle _lifecycle = new();
    private readonly ConcurrentQueue<(string Path, string Body)> _pushes = new();
    private readonly ConcurrentQueue<JsonElement> _frames = new();
    private readonly ConcurrentDictionary<string, int> _gets = new();
    private readonly SemaphoreSlim _sending = new(1);
    private volatile WebSocket? _socket;
    private HttpServer _server = null!;

    private RecordingPeer(int port)
    {
        Port = port;
        SetLimits(6, 32);
    }

    public int Port { get; }

    public string Host => $"127.0.0.1:{Port}";

    /// <summary>The status code of <c>GET /status</c>.</summary>
    public int StatusAnswer { get; set; } = 200;

    /// <summary>The status code of <c>POST /config</c>.</summary>
    public int ConfigAnswer { get; set; } = 200;

    /// <summary>The answer to <c>GET /status</c>, and the first frame on its WebSocket.</summary>
    public string Status { get; set; } = "";

    /// <summary>The answer to <c>GET /config</c>.</summary>
    public string Config { get; set; } = "";

    /// <summary>Delays the answers to <c>GET /config</c> until it is set.</summary>
    public ManualResetEventSlim AnswersConfig { get; } = new(initialState: true);

    public IReadOnlyList<(string Path, string Body)> Pushes => [.. _pushes];

    /// <summary>Whether it answers each frame with one without values, as a charging station sends frames all the time. A silent peer becomes stale.</summary>
    public bool AnswersFrames { get; set; }

    /// <summary>The frames that it has received on its WebSocket.</summary>
    public IReadOnlyList<JsonElement> Frames => [.. _frames];

    public bool IsFollowed => _socket is not null;

    public static async Task<RecordingPeer> StartAsync()
    {
        var peer = new RecordingPeer(FreePorts.Tcp());
        var log = new LineLog(TextWriter.Null, peer._lifecycle);
        peer._server = await HttpServer.StartAsync(
            IPAddress.Loopback, peer.Port, peer.Handle, log, peer._lifecycle, new WebSocketEndpoint("/ws", peer.ServeAsync));
        return peer;
    }

    /// <summary>Changes the limits of its charger in both documents.</summary>
    public void SetLimits(int minimum, int maximum)
    {
        Status = $$"""
            {"amp":16000,"voltage":240,"pilot":16,"vehicle":1,"state":3,"config_version":5,
             "loadsharing_min_current":{{minimum}},"loadsharing_max_current":{{maximum}},"loadsharing_priority":0}
            """;
        Config = $$"""
            {"wifi_serial":"EFCDAB997856","hostname":"openevse-native-9","min_current_hard":{{minimum}},"max_current_soft":{{maximum}}}
            """;
    }

    public int Gets(string path) => _gets.GetValueOrDefault(path);

    /// <summary>Sends an event, whose values its status then has: a station that takes it for stale reads that again.</summary>
    public async Task SendAsync(string frame, CancellationToken cancellationToken)
    {
        var status = JsonNode.Parse(Status)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(frame)!.AsObject())
        {
            status[name] = value?.DeepClone();
        }

        Status = status.ToJsonString();
        await Retry.UntilPassesAsync(() => Assert.IsTrue(IsFollowed, "No station has opened the WebSocket."), cancellationToken);
        await SendAsync(_socket!, frame, cancellationToken);
    }

    public void CloseWebSocket() => _socket?.Abort();

    public async ValueTask DisposeAsync()
    {
        AnswersConfig.Set();
        _lifecycle.Kill();
        await _server.DisposeAsync();
        _lifecycle.Dispose();
        AnswersConfig.Dispose();
        _sending.Dispose();
    }

    private ApiResponse Handle(ApiRequest request)
    {
        if (request.Method == "GET")
        {
            _gets.AddOrUpdate(request.Path, 1, (_, count) => count + 1);
            if (request.Path != "/config")
            {
                return Json(StatusAnswer, Status);
            }

            AnswersConfig.Wait();
            return Json(200, Config);
        }

        _pushes.Enqueue((request.Path, Encoding.UTF8.GetString(request.Body.Span)));
        return Json(request.Path == "/config" ? ConfigAnswer : 200, """{"msg":"done"}""");
    }

    private async Task ServeAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        await SendAsync(socket, Status, cancellationToken);
        _socket = socket;
        try
        {
            await foreach (var message in socket.ReadMessagesAsync(cancellationToken))
            {
                _frames.Enqueue(JsonElement.Parse(message.Span));
                if (AnswersFrames)
                {
                    await SendAsync(socket, "{}", cancellationToken);
                }
            }
        }
        finally
        {
            _socket = null;
        }
    }

    // A WebSocket sends one message at a time.
    private async Task SendAsync(WebSocket socket, string frame, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    private static ApiResponse Json(int status, string body) => new(status, "application/json", Encoding.UTF8.GetBytes(body));
}
