using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace VirtualStation.Http;

/// <summary>A path at which an HTTP server accepts WebSockets (RFC 6455).</summary>
/// <param name="Path">The complete path.</param>
/// <param name="RunAsync">Serves one client. The connection is closed when it returns.</param>
internal sealed record WebSocketEndpoint(string Path, Func<WebSocket, CancellationToken, Task> RunAsync)
{
    // RFC 6455, section 1.3.
    private const string HandshakeId = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Whether a client is accepted. A rejected one gets the response to any other request.</summary>
    public Func<ApiRequest, bool> Accepts { get; init; } = _ => true;

    /// <summary>Serves the request if it asks for a WebSocket at the path.</summary>
    /// <returns>False if the request is another one.</returns>
    public async Task<bool> TryServeAsync(IFeatureCollection context, CancellationToken cancellationToken)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var key = request.Headers.SecWebSocketKey.ToString();
        if (key.Length == 0 || !request.Path.Equals(Path, StringComparison.OrdinalIgnoreCase)
            || context.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade
            || !Accepts(new ApiRequest(request.Method, request.Path, "", default) { Authorization = request.Headers.Authorization.ToString() }))
        {
            return false;
        }

        var headers = context.GetRequiredFeature<IHttpResponseFeature>().Headers;
        headers.Connection = "Upgrade";
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = Accept(key);
        await using var stream = await upgrade.UpgradeAsync();
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
        await RunAsync(socket, cancellationToken);
        return true;
    }

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 prescribes SHA-1 here. It protects nothing.")]
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + HandshakeId)));
}
