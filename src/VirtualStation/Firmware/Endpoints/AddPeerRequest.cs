using System.Text;
using System.Text.Json;

namespace VirtualStation.Firmware.Endpoints;

/// <summary>The body of <c>POST /loadsharing/peers</c>, parsed with the rules of ArduinoJson.</summary>
/// <param name="Host">The trimmed host; may be empty.</param>
/// <param name="IsReciprocal">Whether the peer is to add this station in return.</param>
internal sealed record AddPeerRequest(string Host, bool IsReciprocal)
{
    private const int MaximumDepth = 10;

    // The size of a value in a JSON document of ArduinoJson 6 on a 64-bit machine. A string also takes its bytes and a terminator.
    private const int SlotBytes = 32;

    /// <param name="body">The body as received.</param>
    /// <param name="documentBytes">The capacity of the firmware's JSON document.</param>
    /// <param name="error">The message of the 400 response if the result is null, else empty.</param>
    public static AddPeerRequest? Parse(ReadOnlySpan<byte> body, int documentBytes, out string error)
    {
        if (JsonText.FirstValue(body, MaximumDepth) is not { } document || SizeInBytes(document) > documentBytes)
        {
            error = "Invalid JSON";
            return null;
        }

        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("host", out var host))
        {
            error = "Missing required 'host' parameter";
            return null;
        }

        error = "";
        var isReciprocal = !document.TryGetProperty("reciprocal", out var reciprocal) || JsonText.ToFlag(reciprocal);
        return new AddPeerRequest(AsText(host).Trim(), isReciprocal);
    }

    // Any other value is converted to its JSON text: {"host":["a.b"]} adds the host ["a.b"]. A known defect of the firmware that both recordings
    // show (docs/firmware-api.md, "Peer list").
    private static string AsText(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : Encoding.UTF8.GetString(JsonText.Write(value.WriteTo).Span);

    private static int SizeInBytes(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => SizeInBytes(value.GetString()!),
        JsonValueKind.Array => value.EnumerateArray().Sum(item => SlotBytes + SizeInBytes(item)),
        JsonValueKind.Object => value.EnumerateObject().Sum(property => SlotBytes + SizeInBytes(property.Name) + SizeInBytes(property.Value)),
        _ => 0,
    };

    private static int SizeInBytes(string text) => Encoding.UTF8.GetByteCount(text) + 1;
}
