using System.Text.Json;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Endpoints;

/// <summary><c>/config</c>: the settings.</summary>
/// <remarks><c>findError</c> returns the message of the 400 response to settings; null if they are valid.</remarks>
internal sealed class ConfigEndpoint(
    FirmwareGeneration generation, ConfigDocument config, GroupSettings group, IPeerRegistry registry, ChargerMonitor charger,
    Func<JsonElement, string?> findError)
{
    public const string Path = "/config";
    private const int MaximumDepth = 10;

    public ApiResponse Handle(ApiRequest request) => request.Method switch
    {
        "GET" => ApiResponse.Json(200, json => config.Write(json, Live(charger.Reading))),
        "POST" => Change(request),
        "OPTIONS" => new ApiResponse(200, "application/json", default),
        _ => new ApiResponse(405, "application/json", default),
    };

    private static LiveValues Live(ChargerReading reading) => new LiveValues()
        .Set("firmware", reading.Firmware)
        .Set("protocol", reading.Protocol)
        .Set("evse_serial", reading.Serial)
        .Set("max_current_soft", reading.ConfiguredMaximumAmps)
        .Set("min_current_hard", reading.MinimumAmps)
        .Set("max_current_hard", reading.HardwareMaximumAmps);

    private ApiResponse Change(ApiRequest request)
    {
        if (JsonText.FirstValue(request.Body.Span, MaximumDepth) is not { } body)
        {
            return ApiResponse.Message(400, "Could not parse JSON");
        }

        var changed = false;
        if (body.ValueKind == JsonValueKind.Object)
        {
            if (generation.HasGroups && Refuse(body) is { } refusal)
            {
                return refusal;
            }

            // The role changes first: a client that no longer finds the controller in the peer list must not find a member.
            var controller = generation.HasGroups ? ChangeRole(body) : null;
            changed = config.Change(body);
            if (controller is { Length: > 0 })
            {
                registry.Remove(controller);
            }
        }

        return ApiResponse.JsonObject(200, json =>
        {
            json.WriteNumber("config_version", config.Version);
            json.WriteString("msg", changed ? "done" : "no change");
        });
    }

    private ApiResponse? Refuse(JsonElement body) =>
        group.IsMember && JsonText.Text(body, GroupSettings.RoleName) is not (GroupSettings.MemberRole or "") && HasGroupSettings(body) ? PeersEndpoint.ReadOnly
        : findError(body) is { } error ? ApiResponse.Message(400, error)
        : null;

    // The role is in effect before the settings are compared, so a request with nothing else is answered "no change".
    private string? ChangeRole(JsonElement body)
    {
        var role = JsonText.Text(body, GroupSettings.RoleName);
        if (role == GroupSettings.MemberRole && JsonText.Text(body, GroupSettings.ControllerName) is { Length: > 0 } host)
        {
            group.Join(host);
            return null;
        }

        if (role != "" || !group.IsMember)
        {
            return null;
        }

        var controller = generation.LeavesFirstPeer ? registry.Peers.FirstOrDefault(peer => peer.IsJoinedPeer)?.Host : group.Controller;
        group.Leave();
        return controller;
    }

    private static bool HasGroupSettings(JsonElement body) =>
        body.EnumerateObject().Any(property => property.Name.StartsWith(GroupSettings.Prefix, StringComparison.Ordinal));
}
