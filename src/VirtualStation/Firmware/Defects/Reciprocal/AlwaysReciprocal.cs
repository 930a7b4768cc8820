using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Reciprocal;

internal sealed class AlwaysReciprocal() : JulyDefect("always-reciprocal", "That the sender asks for no answer in kind is not looked at.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) => answer.AfterAdd(request =>
    {
        if (!request.WantsReciprocal)
        {
            notifier.Joined(request.Host);
        }
    });
}
