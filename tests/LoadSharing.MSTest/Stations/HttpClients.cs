using System.Diagnostics;
using System.Net.Sockets;
using RestSharp;

namespace LoadSharing.MSTest.Stations;

/// <summary>Creates RestSharp clients that send each request once, directly and unchanged, and that treat every status as an answer.</summary>
internal static class HttpClients
{
    /// <summary>The longest body that is read. The longest of a firmware, a list of a hundred peers, has about 30 kB.</summary>
    public const string MaximumBody = "1 MB";

    public const int MaximumBodyBytes = 1 << 20;

    private static readonly HttpRequestOptionsKey<bool> IsConnected = new(nameof(IsConnected));

    /// <param name="url">The base of its URLs.</param>
    /// <param name="timeout">The timeout of a request.</param>
    /// <param name="trace">Writes the headers of a trace; null for those of this process.</param>
    /// <param name="maximumBytes">The longest body that is read.</param>
    public static RestClient Create(Uri url, TimeSpan timeout, DistributedContextPropagator? trace = null, int maximumBytes = MaximumBodyBytes) =>
        Create(url, timeout, maximumBytes, new SocketsHttpHandler
        {
            ActivityHeadersPropagator = trace ?? DistributedContextPropagator.Current,
            ConnectCallback = ConnectOnceAsync,
            PooledConnectionLifetime = TimeSpan.Zero,
        });

    /// <summary>Creates a client that keeps its connection and has no spans, for many reads whose failure does not matter.</summary>
    public static RestClient CreatePooled(Uri url, TimeSpan timeout) =>
        Create(url, timeout, MaximumBodyBytes, new SocketsHttpHandler { ActivityHeadersPropagator = null });

    /// <summary>Whether a body was longer than <see cref="MaximumBody"/>.</summary>
    public static bool IsBodyTooLong(RestResponse response) =>
        response.ErrorException is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded };

    /// <summary>Why a request was not answered.</summary>
    public static string Reason(RestResponse response) => response.ResponseStatus == ResponseStatus.TimedOut
        ? "timeout"
        : response.ErrorException?.GetBaseException().Message ?? $"{response.ResponseStatus}";

    private static RestClient Create(Uri url, TimeSpan timeout, int maximumBytes, SocketsHttpHandler handler)
    {
        (handler.AllowAutoRedirect, handler.UseCookies, handler.UseProxy) = (false, false, false);
        return new(
            new HttpClient(handler)
            {
                // RestSharp has a timeout for each request. HttpClient's own would end a lease after 100 s.
                Timeout = System.Threading.Timeout.InfiniteTimeSpan,
                MaxResponseContentBufferSize = maximumBytes,
            },
            disposeHttpClient: true,
            options =>
            {
                options.BaseUrl = url;
                options.CalculateResponseStatus = _ => ResponseStatus.Completed;
                options.DisableCharset = true;
                options.FollowRedirects = false;
                options.Timeout = timeout;
            });
    }

    // SocketsHttpHandler repeats a request without a body when its connection closes before the answer: up to four times, as measured. A repeated
    // DELETE is answered 404 and would hide that the first one was not answered.
    private static async ValueTask<Stream> ConnectOnceAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var options = context.InitialRequestMessage.Options;
        if (options.TryGetValue(IsConnected, out _))
        {
            throw new HttpRequestException("the connection was closed before the answer");
        }

        options.Set(IsConnected, true);
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
