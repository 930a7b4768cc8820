using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Reciprocal;

internal sealed class MemberNotReadOnly() : JulyDefect("member-not-read-only", "The role is looked at in the user interface alone, and a member changes its group by API.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) => call =>
    {
        var reply = answer(call);
        if (reply.Status != 403 || call.ReadAdd() is not { } request)
        {
            return reply;
        }

        return registry.AddUnchecked(request.Host);
    };
}
