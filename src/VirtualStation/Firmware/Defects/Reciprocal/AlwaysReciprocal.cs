using VirtualStation.Firmware.Contracts;
using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Reciprocal;

internal sealed class AlwaysReciprocal() : Defect("always-reciprocal", "That the sender asks for no answer in kind is not looked at.")
{
    public override bool IsIn(Contract contract) => contract is JulyContract;

    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) => call =>
    {
        var reply = answer(call);
        if (reply.Status == 200 && call.ReadAdd() is { WantsReciprocal: false } request)
        {
            notifier.Joined(request.Host);
        }

        return reply;
    };
}
