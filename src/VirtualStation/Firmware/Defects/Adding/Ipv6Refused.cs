using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class Ipv6Refused() : Defect("ipv6-refused", "A second colon in a host is taken for a typing error, and nobody can be added by IPv6 address.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) =>
        call => call.ReadAdd() is { } request && request.Host.Count(character => character == ':') > 1
            ? HttpReply.Message(400, "Invalid host format - must contain domain or IP")
            : answer(call);
}
