using System.Net;
using System.Net.Sockets;

namespace LoadSharing.Lab.Waiting;

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
            // Refused is the usual answer while a part starts. HttpClient tells it by a chain of exceptions, and the probes of many starting
            // stations would take more processor time than the stations.
            if (await ConnectAsync(limit.Token) is var connected and not SocketError.Success)
            {
                return new SocketException((int)connected).Message;
            }

            using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return response.StatusCode == HttpStatusCode.OK ? null : $"answered {(int)response.StatusCode}";
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
            await using var giveUp = cancellation.Register(() => Socket.CancelConnectAsync(connecting));
            await completed.Task;
            cancellation.ThrowIfCancellationRequested();
        }

        return connecting.SocketError;
    }
}
