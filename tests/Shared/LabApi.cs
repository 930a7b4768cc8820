namespace LoadSharing.Tests;

/// <summary>A client of the lab's API that does not throw on errors.</summary>
/// <param name="url">The URL of the API.</param>
/// <param name="token">The token to send; null for none.</param>
internal sealed class LabApi(Uri url, string? token) : IDisposable
{
    private readonly RestClient _client = new(
        new RestClientOptions(url) { Timeout = Eventually.Timeout, FollowRedirects = false },
        headers =>
        {
            if (token is not null)
            {
                headers.Add("Authorization", $"Bearer {token}");
            }
        });

    public async Task<LeaseDocument> LeaseAsync(int size, CancellationToken cancellation, bool fresh = true) =>
        (await SendAsync(Method.Post, "/leases", new { size, test = "Build.Tests", fresh }, cancellation)).Read<LeaseDocument>();

    public async Task<LeaseDocument> FleetAsync(string id, CancellationToken cancellation) =>
        (await SendAsync(Method.Get, $"/leases/{id}", null, cancellation)).Read<LeaseDocument>();

    public async Task<ReleaseDocument> ReleaseAsync(string id, CancellationToken cancellation, string how = "dirty") =>
        (await SendAsync(Method.Delete, $"/leases/{id}?state={how}", null, cancellation)).Read<ReleaseDocument>();

    /// <summary>Restarts, stops or starts the firmware of a station.</summary>
    public Task<ApiResponse> ActAsync(string station, string action, CancellationToken cancellation, string? signal = null) =>
        SendAsync(Method.Post, $"/stations/{station}/{action}", signal is null ? null : new { signal }, cancellation);

    /// <summary>Restarts a station's firmware under another host name.</summary>
    public Task<ApiResponse> RenameAsync(string station, string hostname, CancellationToken cancellation) =>
        SendAsync(Method.Post, $"/stations/{station}/restart", new { hostname }, cancellation);

    /// <summary>Restarts a station with a firmware of another generation.</summary>
    public Task<ApiResponse> RestartAsAsync(string station, string contract, CancellationToken cancellation) =>
        SendAsync(Method.Post, $"/stations/{station}/restart", new { contract }, cancellation);

    /// <summary>Restarts a station with a clock that is ahead.</summary>
    public Task<ApiResponse> RestartAtAsync(string station, double uptimeSeconds, CancellationToken cancellation) =>
        SendAsync(Method.Post, $"/stations/{station}/restart", new { uptimeSeconds }, cancellation);

    public Task<ApiResponse> GetAsync(string path, CancellationToken cancellation) => SendAsync(Method.Get, path, null, cancellation);

    public async Task<ApiResponse> SendAsync(Method method, string path, object? body, CancellationToken cancellation)
    {
        var request = new RestRequest(path, method);
        if (body is string text)
        {
            request.AddStringBody(text, DataFormat.Json);
        }
        else if (body is not null)
        {
            request.AddJsonBody(body);
        }

        return ApiResponse.Of(await _client.ExecuteAsync(request, cancellation));
    }

    public void Dispose() => _client.Dispose();
}
