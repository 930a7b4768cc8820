using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LoadSharing.MSTest.Stations;

/// <summary>
/// A peer that is not a station: it answers every request with <c>done</c> (none while its WebSocket is open), records those that are not a GET, and counts
/// connections. A test adds its <see cref="Host"/> to a station and asserts the updates that the station pushes to it, or uses it in another request and
/// asserts that none come.
/// </summary>
public sealed class PushListener : IAsyncDisposable
{
    private readonly ConcurrentQueue<Push> _pushes = new();
    private readonly WebApplication _server;
    private int _connections;
    private int _statusRequests;
    private int _webSockets;

    private PushListener(IPAddress address, bool opensWebSocket)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = HttpClients.MaximumBodyBytes;
            kestrel.Listen(address, 0, endpoint => endpoint.Use(next => connection =>
            {
                Interlocked.Increment(ref _connections);
                return next(connection);
            }));
        });
        _server = builder.Build();
        if (opensWebSocket)
        {
            _server.UseWebSockets();
        }

        _server.Run(AnswerAsync);
    }

    /// <summary>Address and port.</summary>
    public string Host => new Uri(_server.Urls.Single()).Authority;

    /// <summary>The number of TCP connections so far, also of those without a request.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The number of requests for its status: a station that follows a peer begins with one.</summary>
    public int StatusRequests => Volatile.Read(ref _statusRequests);

    /// <summary>The recorded requests in the order of their arrival.</summary>
    public IReadOnlyList<Push> Pushes => [.. _pushes];

    /// <param name="address">Its address.</param>
    /// <param name="opensWebSocket">Whether it opens <c>/ws</c>, sends a single frame there, and answers nothing from then on.</param>
    internal static async Task<PushListener> StartAsync(IPAddress address, bool opensWebSocket)
    {
        var listener = new PushListener(address, opensWebSocket);
        await listener._server.StartAsync();
        return listener;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            await SendOneFrameAsync(await context.WebSockets.AcceptWebSocketAsync(), context.RequestAborted);
            return;
        }

        if (context.Request.Path == "/status")
        {
            Interlocked.Increment(ref _statusRequests);
        }

        if (Volatile.Read(ref _webSockets) > 0)
        {
            // A status would be a sign of life.
            context.Abort();
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            _pushes.Enqueue(new Push(context.Request.Method, context.Request.Path, body));
        }

        await context.Response.WriteAsJsonAsync(new { msg = "done" }, context.RequestAborted);
    }

    // Until the station closes the connection.
    private async Task SendOneFrameAsync(WebSocket socket, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _webSockets);
        await socket.SendAsync("""{"amp":0}"""u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, cancellation);
        var buffer = new byte[HttpClients.MaximumBodyBytes];
        while ((await socket.ReceiveAsync(buffer, cancellation)).MessageType != WebSocketMessageType.Close)
        {
        }
    }
}

/// <summary>A request that a station sent to a peer.</summary>
public sealed record Push(string Method, string Path, string Body)
{
    /// <summary>The JSON text of a field of the body, such as <c>false</c> or <c>""</c>; null if there is no such field.</summary>
    public string? this[string field] => JsonElement.Parse(Body).TryGetProperty(field, out var value) ? value.GetRawText() : null;

    public override string ToString() => $"{Method} {Path} {Body}";
}
