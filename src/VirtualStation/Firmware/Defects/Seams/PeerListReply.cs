using System.Text;
using System.Text.Json.Nodes;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Seams;

/// <summary>The answer with the peer list, written otherwise.</summary>
internal static class PeerListReply
{
    /// <summary>Changes every row of it.</summary>
    public static Func<HttpCall, HttpReply> WithRows(this Func<HttpCall, HttpReply> answer, Action<JsonObject> change) => answer.Changed((call, _) => call.IsList(), reply =>
    {
        var rows = JsonNode.Parse(reply.Body.Span)!.AsArray();
        foreach (var row in rows)
        {
            change(row!.AsObject());
        }

        return reply with { Body = Encoding.UTF8.GetBytes(rows.ToJsonString()) };
    });
}
