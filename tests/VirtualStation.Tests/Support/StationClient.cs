using System.Net.Http.Headers;
using System.Text;

namespace VirtualStation.Tests.Support;

/// <summary>A response of a station.</summary>
internal sealed record StationResponse(int Status, string? ContentType, string? Location, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string? Message => Json.GetProperty("msg").GetString();

    public override string ToString() => $"{Status} {ContentType} {Body}";
}

/// <summary>An HTTP client of one station. It sends paths without normalising them.</summary>
internal sealed class StationClient(int port) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Retry.Timeout };

    public int Port => port;

    public Task<StationResponse> GetAsync(string path, CancellationToken cancellationToken) => SendAsync("GET", path, null, cancellationToken);

    public Task<StationResponse> PostAsync(string path, string? body, CancellationToken cancellationToken) => SendAsync("POST", path, body, cancellationToken);

    public Task<StationResponse> DeleteAsync(string path, CancellationToken cancellationToken) => SendAsync("DELETE", path, null, cancellationToken);

    public async Task<StationResponse> SendAsync(
        string method, string path, string? body, CancellationToken cancellationToken, string contentType = "application/json")
    {
        var url = new Uri($"http://127.0.0.1:{port}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        }

        using var response = await _http.SendAsync(request, cancellationToken);
        return new StationResponse(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.Location?.OriginalString,
            await response.Content.ReadAsStringAsync(cancellationToken));
    }

    public void Dispose() => _http.Dispose();
}
