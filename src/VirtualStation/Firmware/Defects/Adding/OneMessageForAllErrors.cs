using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class OneMessageForAllErrors() : Defect("one-message-for-all-errors", "Every refusal goes through one helper, whose text says nothing of the reason.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) =>
        answer.Changed((call, reply) => call.IsAdd() && reply.Status == 400, reply => HttpReply.Message(reply.Status, "Bad request"));
}
