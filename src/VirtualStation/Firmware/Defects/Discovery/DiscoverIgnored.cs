using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class DiscoverIgnored() : Defect("discover-ignored", "The handler of discover answers and forgets to wake the discovery task.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) =>
        call => call.IsDiscover() ? HttpReply.Message(200, "done") : answer(call);
}
