using System.Text;

namespace VirtualStation.Tests.Support;

/// <summary>Speaks HTTP to one station; paths go out as they are written.</summary>
internal sealed class StationClient(int port) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Wait.Patience };

    public int Port => port;

    public Task<HttpAnswer> GetAsync(string path, CancellationToken cancellationToken) => SendAsync("GET", path, null, cancellationToken);

    public Task<HttpAnswer> PostAsync(string path, string? body, CancellationToken cancellationToken) => SendAsync("POST", path, body, cancellationToken);

    public Task<HttpAnswer> DeleteAsync(string path, CancellationToken cancellationToken) => SendAsync("DELETE", path, null, cancellationToken);

    public async Task<HttpAnswer> SendAsync(string method, string path, string? body, CancellationToken cancellationToken, string contentType = "application/json")
    {
        var url = new Uri($"http://127.0.0.1:{port}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(contentType);
        }

        using var response = await _http.SendAsync(request, cancellationToken);
        return new HttpAnswer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.Location?.OriginalString,
            await response.Content.ReadAsStringAsync(cancellationToken));
    }

    public void Dispose() => _http.Dispose();
}
