using VirtualStation.Firmware.Contracts;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Settings;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Http;

/// <summary><c>/loadsharing/peers</c> and <c>/loadsharing/peers/{host}</c>.</summary>
internal sealed class PeersEndpoint(Contract contract, IPeerRegistry registry, GroupSettings group, IPeerNotifier notifier)
{
    public const string Path = "/loadsharing/peers";
    public const string PathWithHost = Path + "/";

    /// <summary>Told to whoever would change the group of a managed station.</summary>
    public static HttpReply ReadOnly => HttpReply.Message(403, "Load sharing configuration is read-only on members");

    private bool IsReadOnly => contract.HasRoles && group.IsMember;

    public HttpReply Answer(HttpCall call) => call.Method switch
    {
        "GET" => List(),
        "POST" => Add(call),
        "DELETE" => contract.BareDelete,
        _ => FirmwareApi.MethodNotAllowed,
    };

    public HttpReply AnswerWithHost(HttpCall call)
    {
        var encoded = call.Path[PathWithHost.Length..];
        return encoded.Length == 0 ? HttpReply.Message(400, "Invalid path")
            : contract.HostOfPath(encoded) is not { } host ? HttpReply.Message(400, "Invalid host")
            : call.Method != "DELETE" ? FirmwareApi.MethodNotAllowed
            : IsReadOnly ? ReadOnly
            : Remove(host);
    }

    private HttpReply List() => HttpReply.Json(200, json =>
    {
        json.WriteStartArray();
        foreach (var row in registry.Rows)
        {
            contract.WritePeer(json, row);
        }

        json.WriteEndArray();
    });

    private HttpReply Add(HttpCall call)
    {
        var request = AddPeerRequest.Read(call.Body.Span, contract.AddDocumentBytes, out var error);
        return request is null ? HttpReply.Message(400, error)
            : IsReadOnly ? ReadOnly
            : request.Host.Length == 0 ? HttpReply.Message(400, "Host cannot be empty")
            : registry.IsLocal(request.Host) ? HttpReply.Message(400, "Cannot add local device as peer")
            : request.Host.AsSpan().IndexOfAny('.', ':') < 0 ? HttpReply.Message(400, "Invalid host format - must contain domain or IP")
            : Join(request);
    }

    private HttpReply Join(AddPeerRequest request)
    {
        if (registry.Add(request.Host) != AddOutcome.Added)
        {
            return contract.AlreadyJoined;
        }

        if (request.WantsReciprocal)
        {
            notifier.Joined(request.Host);
        }

        return HttpReply.Message(200, "done");
    }

    private HttpReply Remove(string host)
    {
        switch (registry.Remove(host))
        {
            case RemoveOutcome.IsLocal:
                return HttpReply.Message(400, "Cannot remove local device from group");
            case RemoveOutcome.NotJoined:
                return HttpReply.Message(404, "Peer not found");
            default:
                notifier.Removed(host);
                return HttpReply.Message(200, "done");
        }
    }
}
