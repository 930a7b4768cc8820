namespace Build.Lab.Waiting;

/// <summary>Readiness over HTTP: a GET that answers 200.</summary>
/// <param name="client">The client to ask with.</param>
/// <param name="url">What to ask.</param>
/// <param name="patience">How long one question may take.</param>
internal sealed class HttpProbe(HttpClient client, Uri url, TimeSpan patience)
{
    /// <summary>The condition in words.</summary>
    public string Condition => $"GET {url} answers 200";

    /// <summary>Asks once.</summary>
    /// <returns>Null if it answered 200, else what it did instead.</returns>
    public async Task<string?> AskAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return response.StatusCode == System.Net.HttpStatusCode.OK ? null : $"answered {(int)response.StatusCode}";
        }
        catch (HttpRequestException error)
        {
            return error.InnerException?.Message ?? error.Message;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"no answer within {patience.TotalSeconds:0.#} s";
        }
    }
}
