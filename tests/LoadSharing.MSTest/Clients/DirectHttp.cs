using RestSharp;

namespace LoadSharing.MSTest.Clients;

/// <summary>HTTP that does what the test says and nothing else.</summary>
internal static class DirectHttp
{
    /// <summary>
    /// No proxy, no redirect, no cookie, and any status is an answer. Each request has a connection of its own: HttpClient repeats a request whose kept connection turns out to be
    /// closed, and a repeated DELETE is answered 404.
    /// </summary>
    public static RestClient CreateClient(Uri url, TimeSpan timeout) => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            UseCookies = false,
            UseProxy = false,
        },
        disposeHandler: true,
        options =>
        {
            options.BaseUrl = url;
            options.CalculateResponseStatus = _ => ResponseStatus.Completed;
            options.DisableCharset = true;
            options.FollowRedirects = false;
            options.Timeout = timeout;
        });

    /// <summary>Why a request got no answer, to the innermost cause.</summary>
    public static string Reason(RestResponse response)
    {
        if (response.ResponseStatus == ResponseStatus.TimedOut)
        {
            return "time-out";
        }

        var reasons = new List<string>();
        for (var exception = response.ErrorException; exception is not null; exception = exception.InnerException)
        {
            reasons.Add(exception.Message);
        }

        return reasons.Count == 0 ? response.ErrorMessage ?? response.ResponseStatus.ToString() : string.Join(": ", reasons.Distinct());
    }
}
