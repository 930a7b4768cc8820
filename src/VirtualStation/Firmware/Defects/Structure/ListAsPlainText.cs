using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Structure;

internal sealed class ListAsPlainText() : Defect("list-as-plain-text", "The content type of the list is left at the default of the web server.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) =>
        answer.Changed((call, _) => call.IsList(), reply => reply with { ContentType = "text/plain" });
}
