using VirtualStation.Firmware.Http;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Structure;

internal sealed class AnyMethodDoes() : Defect("any-method-does", "Whatever comes to discover is a POST, and whatever comes to the path of a peer is a DELETE: no handler looks at the method.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) => call => answer(
        call.Path == DiscoverEndpoint.Path ? call with { Method = "POST" }
        : call.Path.StartsWith(PeersEndpoint.PathWithHost, StringComparison.Ordinal) ? call with { Method = "DELETE" }
        : call);
}
