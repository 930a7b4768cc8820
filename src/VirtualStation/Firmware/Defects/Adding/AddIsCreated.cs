using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class AddIsCreated() : Defect("add-is-created", "An added peer is answered 201, as other APIs do.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) =>
        answer.Changed((call, reply) => call.IsAdd() && reply.Status == 200, reply => reply with { Status = 201 });
}
