using VirtualStation.Firmware.Http;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Structure;

internal sealed class MethodNotChecked() : Defect("method-not-checked", "Whatever is neither POST nor DELETE is answered as GET is.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) =>
        call => answer(call is { Method: not ("POST" or "DELETE"), Path: PeersEndpoint.Path } ? call with { Method = "GET" } : call);
}
