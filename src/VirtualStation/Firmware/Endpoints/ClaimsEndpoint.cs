using System.Text.Json;
using VirtualStation.Firmware.Claims;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Endpoints;

/// <summary><c>/claims</c> and <c>/claims/target</c>: the claims on the charger, and their result.</summary>
internal sealed class ClaimsEndpoint(IClaims claims)
{
    public const string Path = "/claims";
    public const string TargetPath = "/claims/target";

    public ApiResponse Handle(ApiRequest request) => request.Method == "GET" ? ApiResponse.Json(200, WriteAll) : FirmwareRouter.MethodNotAllowed;

    public ApiResponse HandleTarget(ApiRequest request) =>
        request.Method == "GET" ? ApiResponse.JsonObject(200, json => WriteTarget(json, ClaimTarget.Of(claims.All))) : FirmwareRouter.MethodNotAllowed;

    private void WriteAll(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var claim in claims.All)
        {
            json.WriteStartObject();
            json.WriteNumber("client", claim.Client);
            json.WriteNumber("priority", claim.Priority);
            claim.Properties.Write(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTarget(Utf8JsonWriter json, ClaimTarget target)
    {
        json.WriteStartObject("properties");
        target.Properties.Write(json);
        json.WriteEndObject();
        json.WriteStartObject("claims");
        WriteOwner(json, "state", target.StateOwner);
        WriteOwner(json, "charge_current", target.ChargeCurrentOwner);
        WriteOwner(json, "max_current", target.MaximumCurrentOwner);
        json.WriteEndObject();
    }

    private static void WriteOwner(Utf8JsonWriter json, string name, int? client)
    {
        if (client is { } owner)
        {
            json.WriteNumber(name, owner);
        }
    }
}
