using System.Net.Sockets;
using RestSharp;

namespace LoadSharing.MSTest.Clients;

/// <summary>HTTP that does what the test says, once, and nothing else.</summary>
internal static class DirectHttp
{
    private static readonly HttpRequestOptionsKey<bool> Connected = new(nameof(Connected));

    /// <summary>No proxy, no redirect, no cookie, no repetition; any status is an answer.</summary>
    public static RestClient CreateClient(Uri url, TimeSpan timeout) => new(
        CreateHttpClient(),
        disposeHttpClient: true,
        options =>
        {
            options.BaseUrl = url;
            options.CalculateResponseStatus = _ => ResponseStatus.Completed;
            options.DisableCharset = true;
            options.FollowRedirects = false;
            options.Timeout = timeout;
        });

    /// <summary>Why a request got no answer: the innermost cause.</summary>
    public static string Reason(RestResponse response) => response.ResponseStatus == ResponseStatus.TimedOut
        ? "time-out"
        : response.ErrorException?.GetBaseException().Message ?? response.ResponseStatus.ToString();

    // RestSharp has time-outs for each request; HttpClient's own 100 s would end a lease that waits longer for its turn.
    private static HttpClient CreateHttpClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = ConnectOnceAsync,
        PooledConnectionLifetime = TimeSpan.Zero,
        UseCookies = false,
        UseProxy = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    // HttpClient sends a request without a body up to four times, whatever its method, when the connection is closed before an answer (measured). A DELETE
    // that kills the firmware would be repeated to its successor, and the repetition answered 404. So: one connection a request, and no second one.
    private static async ValueTask<Stream> ConnectOnceAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var options = context.InitialRequestMessage.Options;
        if (options.TryGetValue(Connected, out _))
        {
            throw new HttpRequestException("the connection was closed before an answer");
        }

        options.Set(Connected, true);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
