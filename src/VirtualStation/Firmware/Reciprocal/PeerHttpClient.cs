namespace VirtualStation.Firmware.Reciprocal;

/// <summary>The HTTP client for requests to peers. Created on first use, because most stations of a lab send none.</summary>
internal sealed class PeerHttpClient(FirmwareIntervals intervals) : IDisposable
{
    private readonly Lazy<HttpClient> _client = new(
        () => new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = intervals.PeerRequest });

    public HttpClient Client => _client.Value;

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }
}
