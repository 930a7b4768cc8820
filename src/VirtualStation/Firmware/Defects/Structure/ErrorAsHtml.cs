using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Structure;

internal sealed class ErrorAsHtml() : Defect("error-as-html", "An error is answered with the page of the web server instead of a message.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) =>
        answer.Changed((_, reply) => reply.Status == 404, reply => HttpReply.Html(reply.Status, "text/html", "<html><body><h1>404 Not Found</h1></body></html>"));
}
