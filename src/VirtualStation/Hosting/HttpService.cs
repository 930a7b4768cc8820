using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace VirtualStation.Hosting;

/// <summary>
/// Kestrel, and nothing around it: no host, no container, no configuration. It answers its first request in half the time of a
/// <c>WebApplication</c>, and neither <c>ASPNETCORE_URLS</c> nor <c>--urls</c> nor a settings file can change what it listens on.
/// </summary>
internal sealed class HttpService : IHttpApplication<IFeatureCollection>, IAsyncDisposable
{
    private const int MaximumBodyBytes = 1 << 20;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);
    private readonly Func<HttpCall, HttpReply> _answer;
    private readonly LineLog _log;
    private readonly Power _power;
    private readonly KestrelServer _server;

    private HttpService(KestrelServer server, Func<HttpCall, HttpReply> answer, LineLog log, Power power)
    {
        _power = power;
        _server = server;
        _answer = answer;
        _log = log;
    }

    /// <summary>Listens and answers until disposed.</summary>
    /// <exception cref="StationException">The address and port cannot be listened on.</exception>
    public static async Task<HttpService> StartAsync(IPAddress address, int port, Func<HttpCall, HttpReply> answer, LineLog log, Power power)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = MaximumBodyBytes;
        options.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var service = new HttpService(new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance), answer, log, power);
        try
        {
            await service._server.StartAsync(service, power.Off);
            return service;
        }
        catch (IOException failure)
        {
            service._server.Dispose();
            var reason = failure.InnerException is AddressInUseException ? "is taken: another process listens on it" : $"cannot be listened on: {failure.Message}";
            throw new StationException(ExitCode.Failure, $"HTTP port {port} of {address} {reason}", failure);
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
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var aborted = context.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        var reply = IsWithoutLength(request) ? HttpReply.Silence : _answer(await ReadAsync(request, aborted));
        await reply.HeldBack.WaitAsync(aborted);
        if (reply.IsSilence || _power.IsCut)
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
        using var hurry = new CancellationTokenSource(_power.IsCut ? TimeSpan.Zero : StopTimeout);
        await _server.StopAsync(hurry.Token);
        _server.Dispose();
    }

    // Mongoose waits for a body that ends with the connection.
    private static bool IsWithoutLength(IHttpRequestFeature request) =>
        HttpMethods.IsPost(request.Method) && request.Headers.ContentLength is null && request.Headers.TransferEncoding.Count == 0;

    private static async Task<HttpCall> ReadAsync(IHttpRequestFeature request, CancellationToken cancellationToken)
    {
        var query = request.RawTarget.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? request.RawTarget : request.RawTarget[..query];
        var contentType = request.Headers.ContentType.ToString();
        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        var mediaType = (end < 0 ? contentType : contentType[..end]).Trim().ToLowerInvariant();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return new HttpCall(request.Method, path, mediaType, body.GetBuffer().AsMemory(0, (int)body.Length));
    }
}
