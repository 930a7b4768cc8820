using VirtualStation.Firmware.Discovery;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Endpoints;

/// <summary><c>/loadsharing/discover</c>: triggers a sweep, which runs in the background.</summary>
internal sealed class DiscoverEndpoint(DiscoveryTask discovery)
{
    public const string Path = "/loadsharing/discover";

    public ApiResponse Handle(ApiRequest request)
    {
        if (request.Method != "POST")
        {
            return FirmwareRouter.MethodNotAllowed;
        }

        discovery.Trigger();
        return ApiResponse.Message(200, "done");
    }
}
