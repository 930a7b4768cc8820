using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Process;

internal sealed class HangOnDuplicate() : Defect("hang-on-duplicate", "A lock is taken twice where a host is in the group already, and the request is never answered.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) =>
        call => call.ReadAdd() is { } request && registry.Rows.Any(row => row.IsJoinedPeer() && row.Host == request.Host) ? HttpReply.Silence : answer(call);
}
