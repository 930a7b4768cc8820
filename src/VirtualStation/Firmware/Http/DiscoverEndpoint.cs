using VirtualStation.Firmware.Discovery;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Http;

/// <summary><c>/loadsharing/discover</c>: returns at once, the query runs in the background.</summary>
internal sealed class DiscoverEndpoint(DiscoveryTask discovery)
{
    public const string Path = "/loadsharing/discover";

    public HttpReply Answer(HttpCall call)
    {
        if (call.Method != "POST")
        {
            return FirmwareApi.MethodNotAllowed;
        }

        discovery.Trigger();
        return HttpReply.Message(200, "done");
    }
}
