using System.Text.Json;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Endpoints;

/// <summary><c>/loadsharing/peers</c> and <c>/loadsharing/peers/{host}</c>.</summary>
/// <param name="generation">The generation of the firmware.</param>
/// <param name="registry">The peer list.</param>
/// <param name="group">The load sharing settings.</param>
/// <param name="updates">Sends reciprocal updates.</param>
/// <param name="onChanged">Called after an add or a removal.</param>
internal sealed class PeersEndpoint(
    FirmwareGeneration generation, IPeerRegistry registry, GroupSettings group, IReciprocalUpdates updates, Action onChanged)
{
    public const string Path = "/loadsharing/peers";
    public const string PathWithHost = Path + "/";
    private const int MaximumDepth = 10;

    /// <summary>The response of a member to a request that would change its group.</summary>
    public static ApiResponse ReadOnly => ApiResponse.Message(403, "Load sharing configuration is read-only on members");

    public static ApiResponse PeerNotFound => ApiResponse.Message(404, "Peer not found");

    private bool IsReadOnly => generation.HasGroups && group.IsMember;

    public ApiResponse Handle(ApiRequest request) => request.Method switch
    {
        "GET" => List(),
        "POST" => Add(request),
        "DELETE" => generation.DeleteWithoutHost,
        _ => FirmwareRouter.MethodNotAllowed,
    };

    public ApiResponse HandleWithHost(ApiRequest request)
    {
        var encoded = request.Path[PathWithHost.Length..];
        return encoded.Length == 0 ? ApiResponse.Message(400, "Invalid path")
            : (generation.HasGroups ? PercentEncoding.Decode(encoded) : encoded) is not { } host ? ApiResponse.Message(400, "Invalid host")
            : request.Method != "DELETE" && !(request.Method == "PUT" && generation.HasPeerPriorities) ? FirmwareRouter.MethodNotAllowed
            : IsReadOnly ? ReadOnly
            : request.Method == "PUT" ? SetPriority(host, request)
            : Remove(host);
    }

    private ApiResponse List() => ApiResponse.Json(200, json =>
    {
        json.WriteStartArray();
        foreach (var peer in registry.Peers)
        {
            json.WriteStartObject();
            peer.WriteFields(json, generation);
            if (generation.HasGroups)
            {
                json.WriteBoolean("isLocal", peer.IsLocal);
            }

            if (generation.HasPeerPriorities)
            {
                json.WriteNumber("priority", peer.Priority);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private ApiResponse Add(ApiRequest request)
    {
        var body = AddPeerRequest.Parse(request.Body.Span, generation.AddDocumentBytes, out var error);
        return body is null ? ApiResponse.Message(400, error)
            : IsReadOnly ? ReadOnly
            : body.Host.Length == 0 ? ApiResponse.Message(400, "Host cannot be empty")
            : registry.IsLocal(body.Host) ? ApiResponse.Message(400, "Cannot add local device as peer")
            : body.Host.AsSpan().IndexOfAny('.', ':') < 0 ? ApiResponse.Message(400, "Invalid host format - must contain domain or IP")
            : Add(body);
    }

    private ApiResponse Add(AddPeerRequest body)
    {
        if (registry.Add(body.Host) != AddResult.Added)
        {
            return generation.AlreadyJoined;
        }

        onChanged();
        if (body.IsReciprocal)
        {
            updates.SendJoined(body.Host);
        }

        return ApiResponse.Message(200, "done");
    }

    private ApiResponse Remove(string host)
    {
        switch (registry.Remove(host))
        {
            case RemoveResult.IsLocal:
                return ApiResponse.Message(400, "Cannot remove local device from group");
            case RemoveResult.NotJoined:
                return PeerNotFound;
            default:
                onChanged();
                updates.SendRemoved(host);
                return ApiResponse.Message(200, "done");
        }
    }

    private ApiResponse SetPriority(string host, ApiRequest request) =>
        JsonText.FirstValue(request.Body.Span, MaximumDepth) is not { } body ? ApiResponse.Message(400, "Invalid JSON")
        : body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("priority", out var priority) ? ApiResponse.Message(400, "Missing 'priority' field")
        : registry.SetPriority(host, JsonText.ToInteger(priority)) ? ApiResponse.Message(200, "done")
        : PeerNotFound;
}
