namespace LoadSharing.Lab.Components;

/// <summary>Creates clients of the HTTP APIs of stations, whose answers are not trusted.</summary>
internal static class StationHttpClient
{
    /// <summary>The longest body that is read, in bytes.</summary>
    public const int MaximumBytes = 1 << 20;

    /// <summary>
    /// Creates a client without redirects, proxies and spans, whose headers a station would get. A longer body is an <see cref="HttpRequestException"/>.
    /// </summary>
    /// <param name="timeout">The timeout of a request.</param>
    public static HttpClient Create(TimeSpan timeout) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ActivityHeadersPropagator = null })
        {
            MaxResponseContentBufferSize = MaximumBytes,
            Timeout = timeout,
        };
}
