using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Deleting;

internal sealed class PathNotDecoded() : JulyDefect("path-not-decoded", "The host in the path is compared as it was sent, with its percent signs.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) =>
        call => answer(call.IsDelete() ? call with { Path = call.Path.Replace("%", "%25", StringComparison.Ordinal) } : call);
}
