using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class ContentTypeRequired() : Defect("content-type-required", "A body that is not declared as JSON is refused, though the scripts in use do not declare it.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) =>
        call => call.IsAdd() && call.ContentType != "application/json" ? HttpReply.Message(415, "Unsupported media type") : answer(call);
}
