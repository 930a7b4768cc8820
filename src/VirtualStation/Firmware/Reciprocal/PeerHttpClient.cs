using System.Net.Sockets;

namespace VirtualStation.Firmware.Reciprocal;

/// <summary>The HTTP client for requests to peers. Created on first use, because most stations of a lab send none.</summary>
internal sealed class PeerHttpClient : IDisposable
{
    private readonly UnreachablePeers _unreachable;
    private readonly Lazy<HttpClient> _client;

    public PeerHttpClient(UnreachablePeers unreachable)
    {
        _unreachable = unreachable;
        _client = new Lazy<HttpClient>(() => new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectTimeout = FirmwareIntervals.PeerRequest,
            ConnectCallback = async (context, cancellationToken) => await ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken),
        })
        {
            Timeout = FirmwareIntervals.PeerRequest,
        });
    }

    public HttpClient Client => _client.Value;

    /// <summary>Reads a document. As in the native firmware, each request has a connection of its own.</summary>
    /// <exception cref="HttpRequestException">The peer is not reachable, or its answer has an error status.</exception>
    public async Task<byte[]> GetAsync(Uri url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.ConnectionClose = true;
        using var response = await Client.SendAsync(request, cancellationToken);
        return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <summary>Sends a JSON object. As in the native firmware, without a content type.</summary>
    /// <exception cref="HttpRequestException">The peer is not reachable.</exception>
    public async Task<int> PostAsync(Uri url, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        request.Headers.ConnectionClose = true;
        using var response = await Client.SendAsync(request, cancellationToken);
        return (int)response.StatusCode;
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    private async Task<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        await _unreachable.WaitAsync(host, port, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken);
            return new PeerStream(new NetworkStream(socket, ownsSocket: true), _unreachable, host, port);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
