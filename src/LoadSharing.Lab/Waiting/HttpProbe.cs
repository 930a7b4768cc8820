using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LoadSharing.Lab.Waiting;

/// <summary>A readiness probe over HTTP: succeeds when a GET returns 200, with a body that meets a condition if there is one.</summary>
/// <param name="client">The HTTP client.</param>
/// <param name="url">The URL to get.</param>
/// <param name="timeout">The timeout of one request.</param>
/// <param name="check">Returns null if the body meets the condition, else the reason why it does not; null to read no body.</param>
internal sealed class HttpProbe(HttpClient client, Uri url, TimeSpan timeout, Func<string, string?>? check = null)
{
    /// <summary>The condition for failure texts.</summary>
    public string Condition => $"GET {url} returns 200";

    /// <summary>Sends one request.</summary>
    /// <returns>Null if it succeeded, else the status, the error or the reason.</returns>
    public async Task<string?> ProbeAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            // A starting component refuses connections. HttpClient reports that by several nested exceptions, and with many stations starting they would
            // take more processor time than the stations. A socket reports it by a return value.
            if (await ConnectAsync(limit.Token) is var connected and not SocketError.Success)
            {
                return new SocketException((int)connected).Message;
            }

            var completion = check is null ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
            using var response = await client.GetAsync(url, completion, limit.Token);
            return response.StatusCode != HttpStatusCode.OK ? $"returned {(int)response.StatusCode}"
                : check is null ? null
                : check(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(limit.Token)));
        }
        catch (HttpRequestException error)
        {
            return error.InnerException?.Message ?? error.Message;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"no response within {timeout.TotalSeconds:0.#} s";
        }
    }

    private async Task<SocketError> ConnectAsync(CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var connecting = new SocketAsyncEventArgs
        {
            RemoteEndPoint = IPAddress.TryParse(url.Host, out var address) ? new IPEndPoint(address, url.Port) : new DnsEndPoint(url.Host, url.Port),
        };
        var completed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connecting.Completed += (_, _) => completed.TrySetResult();
        if (socket.ConnectAsync(connecting))
        {
            await using var cancelled = cancellation.Register(() => Socket.CancelConnectAsync(connecting));
            await completed.Task;
            cancellation.ThrowIfCancellationRequested();
        }

        return connecting.SocketError;
    }
}
