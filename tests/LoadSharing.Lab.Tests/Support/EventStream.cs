using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace LoadSharing.Lab.Tests.Support;

/// <summary>Reads streams of server-sent events of a lab.</summary>
internal static class EventStream
{
    /// <summary>The data of the events, until the lab ends the stream.</summary>
    public static async IAsyncEnumerable<T> ReadAsync<T>(LabUnderTest lab, string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(lab.Host.Url, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", lab.Host.Token);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        Assert.AreEqual("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var parser = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<T>(data, JsonSerializerOptions.Web)!);
        await foreach (var item in parser.EnumerateAsync(cancellation))
        {
            yield return item.Data;
        }
    }

    /// <summary>The first event that meets a condition.</summary>
    public static Task<T> FirstAsync<T>(LabUnderTest lab, string path, Func<T, bool> condition, CancellationToken cancellation) =>
        ReadAsync<T>(lab, path, cancellation).FirstAsync(condition, cancellation).AsTask().WaitAsync(Eventually.Timeout, cancellation);
}
