using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class DiscoverAnswersOtherwise() : Defect("discover-answers-otherwise", "A developer found a better text for the answer of discover, and clients compare it.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) =>
        answer.Changed((call, reply) => call.IsDiscover() && reply.Status == 200, _ => HttpReply.Message(200, "Discovery started"));
}
