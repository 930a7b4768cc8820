using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VirtualStation.Runtime;

namespace VirtualStation.Http;

/// <summary>
/// Kestrel without the generic host. It answers its first request in half the time of a <c>WebApplication</c>, and neither <c>ASPNETCORE_URLS</c>,
/// <c>--urls</c> nor an appsettings file can change its address.
/// </summary>
internal sealed class HttpServer : IHttpApplication<IFeatureCollection>, IAsyncDisposable
{
    private const int MaximumBodyBytes = 1 << 20;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);
    private readonly ApiHandler _handler;
    private readonly WebSocketEndpoint? _webSockets;
    private readonly LineLog _log;
    private readonly StationLifecycle _lifecycle;
    private readonly KestrelServer _server;

    private HttpServer(KestrelServer server, ApiHandler handler, WebSocketEndpoint? webSockets, LineLog log, StationLifecycle lifecycle)
    {
        _server = server;
        _handler = handler;
        _webSockets = webSockets;
        _log = log;
        _lifecycle = lifecycle;
    }

    /// <summary>Starts a server that answers until it is disposed.</summary>
    /// <exception cref="StationException">The server cannot listen on the address and port.</exception>
    public static async Task<HttpServer> StartAsync(
        IPAddress address, int port, ApiHandler handler, LineLog log, StationLifecycle lifecycle, WebSocketEndpoint? webSockets = null)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = MaximumBodyBytes;
        options.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new HttpServer(new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance), handler, webSockets, log, lifecycle);
        try
        {
            // Not cancelled: it does not wait, and the loops of a station that was stopped meanwhile end at once.
            await server._server.StartAsync(server, CancellationToken.None);
            lifecycle.SetReady();
            return server;
        }
        catch (IOException failure)
        {
            server._server.Dispose();
            throw StationException.ListenFailure("HTTP", new IPEndPoint(address, port), failure.InnerException is AddressInUseException, failure);
        }
    }

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
        if (exception is not null and not OperationCanceledException)
        {
            _log.Write($"HTTP request failed: {exception}");
        }
    }

    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        // The server calls this outside of the station's context.
        SynchronizationContext.SetSynchronizationContext(_lifecycle.Context);
        await Task.Yield();
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var aborted = context.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        if (_webSockets is not null && await _webSockets.TryServeAsync(context, _lifecycle.Stopping))
        {
            return;
        }

        var reply = _handler(await ReadAsync(request, aborted));
        await reply.SendAfter.WaitAsync(aborted);
        if (reply.IsNever || _lifecycle.IsKilled)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, aborted);
            return;
        }

        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = reply.Status;
        response.Headers.ContentType = reply.ContentType;
        response.Headers.ContentLength = reply.Body.Length;
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        if (!HttpMethods.IsHead(request.Method))
        {
            await context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(reply.Body, aborted);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(_lifecycle.IsKilled ? TimeSpan.Zero : StopTimeout);
        await _server.StopAsync(timeout.Token);
        _server.Dispose();
    }

    private static async Task<ApiRequest> ReadAsync(IHttpRequestFeature request, CancellationToken cancellationToken)
    {
        var query = request.RawTarget.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? request.RawTarget : request.RawTarget[..query];
        var contentType = request.Headers.ContentType.ToString();
        var parameters = contentType.IndexOf(';', StringComparison.Ordinal);
        var mediaType = (parameters < 0 ? contentType : contentType[..parameters]).Trim().ToLowerInvariant();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return new ApiRequest(request.Method, path, mediaType, body.GetBuffer().AsMemory(0, (int)body.Length))
        {
            Authorization = request.Headers.Authorization.ToString(),
            LacksLength = HttpMethods.IsPost(request.Method) && request.Headers.ContentLength is null && request.Headers.TransferEncoding.Count == 0,
        };
    }
}
