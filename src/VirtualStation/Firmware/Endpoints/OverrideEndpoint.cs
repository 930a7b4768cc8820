using System.Text.Json;
using VirtualStation.Firmware.Claims;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Endpoints;

/// <summary><c>/override</c>: the claim of the user.</summary>
internal sealed class OverrideEndpoint(ManualOverride manual)
{
    public const string Path = "/override";
    private const int MaximumDepth = 10;

    public ApiResponse Handle(ApiRequest request) => request.Method switch
    {
        "GET" => manual.Properties is { } properties ? ApiResponse.JsonObject(200, properties.Write) : ApiResponse.Message(404, "No manual override"),
        "POST" => Set(request),
        "DELETE" => Release(),
        _ => FirmwareRouter.MethodNotAllowed,
    };

    private static int? Amps(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? (int)JsonText.ToNumber(value) : null;

    private ApiResponse Set(ApiRequest request)
    {
        if (JsonText.FirstValue(request.Body.Span, MaximumDepth) is not { ValueKind: JsonValueKind.Object } body)
        {
            return ApiResponse.Message(400, "Failed to parse JSON");
        }

        var state = JsonText.Text(body, "state");
        var isReleased = !body.TryGetProperty("auto_release", out var release) || release.ValueKind == JsonValueKind.True;
        manual.Set(new ClaimProperties(
            state is ClaimProperties.Active or ClaimProperties.Disabled ? state : null, Amps(body, "charge_current"), Amps(body, "max_current"), isReleased));
        return ApiResponse.Message(201, "Created");
    }

    private ApiResponse Release()
    {
        manual.Release();
        return ApiResponse.Message(200, "Deleted");
    }
}
