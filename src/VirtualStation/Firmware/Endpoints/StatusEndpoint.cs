using VirtualStation.Http;

namespace VirtualStation.Firmware.Endpoints;

/// <summary><c>/status</c>.</summary>
internal sealed class StatusEndpoint(StatusDocument document)
{
    public const string Path = "/status";

    public ApiResponse Handle(ApiRequest request) =>
        request.Method == "GET" ? new ApiResponse(200, "application/json", document.Write()) : FirmwareRouter.MethodNotAllowed;
}
