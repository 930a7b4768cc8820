using VirtualStation.Firmware.Http;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Deleting;

internal sealed class DeleteWithoutHost() : Defect("delete-without-host", "A delete that names no host is taken for one of the whole group.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) =>
        call => call is { Method: "DELETE", Path: PeersEndpoint.Path or PeersEndpoint.PathWithHost } ? RemoveAll(registry) : answer(call);

    private static HttpReply RemoveAll(IPeerRegistry registry)
    {
        foreach (var row in registry.Rows.Where(row => row.IsJoined))
        {
            registry.Remove(row.Host);
        }

        return HttpReply.Message(200, "done");
    }
}
