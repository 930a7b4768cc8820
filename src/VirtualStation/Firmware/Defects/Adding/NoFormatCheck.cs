using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class NoFormatCheck() : Defect("no-format-check", "Any text is taken for a host, so a typing error becomes a peer.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) => call =>
    {
        var reply = answer(call);
        if (reply.Status != 400 || call.ReadAdd() is not { Host.Length: > 0 } request || registry.IsLocal(request.Host))
        {
            return reply;
        }

        return registry.AddUnchecked(request.Host);
    };
}
