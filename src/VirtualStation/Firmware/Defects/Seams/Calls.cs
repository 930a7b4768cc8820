using VirtualStation.Firmware.Http;
using VirtualStation.Firmware.Peers;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Seams;

/// <summary>Kinds of requests, and answers to them that are not the sound ones.</summary>
internal static class Calls
{
    private const int AnySize = int.MaxValue;

    public static bool IsList(this HttpCall call) => call is { Method: "GET", Path: PeersEndpoint.Path };

    public static bool IsAdd(this HttpCall call) => call is { Method: "POST", Path: PeersEndpoint.Path };

    public static bool IsDiscover(this HttpCall call) => call is { Method: "POST", Path: DiscoverEndpoint.Path };

    public static bool IsDelete(this HttpCall call) => call.Method == "DELETE" && call.Path.StartsWith(PeersEndpoint.PathWithHost, StringComparison.Ordinal);

    /// <summary>What a request wants added; null if it is no such request, or one that cannot be read.</summary>
    public static AddPeerRequest? ReadAdd(this HttpCall call) => call.IsAdd() ? AddPeerRequest.Read(call.Body.Span, AnySize, out _) : null;

    /// <summary>Adds what a sound station looks at first, and answers as if it were well.</summary>
    public static HttpReply AddUnchecked(this IPeerRegistry registry, string host)
    {
        registry.Add(host);
        return HttpReply.Message(200, "done");
    }

    /// <summary>Does something once an add was answered with 200.</summary>
    public static Func<HttpCall, HttpReply> AfterAdd(this Func<HttpCall, HttpReply> answer, Action<AddPeerRequest> then) => call =>
    {
        var reply = answer(call);
        if (reply.Status == 200 && call.ReadAdd() is { } request)
        {
            then(request);
        }

        return reply;
    };

    /// <summary>Answers some requests otherwise, after they were answered soundly.</summary>
    public static Func<HttpCall, HttpReply> Changed(this Func<HttpCall, HttpReply> answer, Func<HttpCall, HttpReply, bool> which, Func<HttpReply, HttpReply> change) =>
        call => answer(call) is var reply && which(call, reply) ? change(reply) : reply;
}
