using System.Net.Http.Json;

namespace LoadSharing.Tests;

/// <summary>Sends HTTP requests to stations.</summary>
internal static class StationHttp
{
    // One connection for each request: a reused connection to a stopped station would fail the first request after its restart.
    private static readonly SocketsHttpHandler Handler = new() { AllowAutoRedirect = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero };
    private static readonly HttpClient Client = new(Handler) { Timeout = Eventually.Timeout };

    public static async Task<JsonElement> GetAsync(Uri station, string path, CancellationToken cancellation)
    {
        using var response = await Client.GetAsync(new Uri(station, path), cancellation);
        var body = await response.Content.ReadAsStringAsync(cancellation);
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode, $"GET {station}{path}: {body}");
        return JsonElement.Parse(body);
    }

    /// <summary>The error of <c>GET /config</c>; null if the station responds with 200.</summary>
    public static async Task<string?> ConnectionErrorAsync(Uri station, CancellationToken cancellation)
    {
        try
        {
            using var response = await Client.GetAsync(new Uri(station, "config"), cancellation);
            return response.StatusCode == HttpStatusCode.OK ? null : $"{station} responds with {response.StatusCode}";
        }
        catch (HttpRequestException error)
        {
            return $"{station}: {error.Message}";
        }
    }

    public static Task JoinAsync(Uri station, string host, CancellationToken cancellation) =>
        PostAsync(station, "loadsharing/peers", cancellation, new { host, reciprocal = false });

    public static async Task PostAsync(Uri station, string path, CancellationToken cancellation, object? body = null)
    {
        using var content = body is null ? new ByteArrayContent([]) as HttpContent : JsonContent.Create(body);
        await content.LoadIntoBufferAsync(cancellation);
        using var response = await Client.PostAsync(new Uri(station, path), content, cancellation);
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode, $"POST {station}{path}: {await response.Content.ReadAsStringAsync(cancellation)}");
    }

    public static async Task<IReadOnlyList<JsonElement>> PeersAsync(Uri station, CancellationToken cancellation) =>
        [.. (await GetAsync(station, "loadsharing/peers", cancellation)).EnumerateArray()];

    /// <summary>The host names of the other stations that a station lists as online, without .local and port.</summary>
    public static async Task<IReadOnlyList<string>> OnlineNeighboursAsync(Uri station, CancellationToken cancellation) =>
    [
        .. (await PeersAsync(station, cancellation))
            .Where(row => !row.GetProperty("isLocal").GetBoolean() && row.GetProperty("online").GetBoolean())
            .Select(row => row.GetProperty("host").GetString()!.Split('.')[0])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Waits until each of some stations lists exactly the others of them.</summary>
    public static async Task SeeEachOtherAsync(IReadOnlyList<Uri> stations, IReadOnlyList<string> hostnames, CancellationToken cancellation)
    {
        foreach (var (station, hostname) in stations.Zip(hostnames))
        {
            var others = hostnames.Where(name => name != hostname).Order(StringComparer.Ordinal).ToList();
            await Eventually.HoldsAsync(
                $"{hostname} lists {string.Join(", ", others)}",
                async () =>
                {
                    await PostAsync(station, "loadsharing/discover", cancellation);
                    var seen = await OnlineNeighboursAsync(station, cancellation);
                    CollectionAssert.IsSubsetOf(seen.ToArray(), others.ToArray(), $"{hostname} lists a foreign station: {string.Join(", ", seen)}");
                    return seen.SequenceEqual(others) ? null : $"it lists {string.Join(", ", seen)}";
                },
                cancellation);
        }
    }
}
