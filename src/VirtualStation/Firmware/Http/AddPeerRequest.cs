using System.Text;
using System.Text.Json;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Http;

/// <summary>The body of <c>POST /loadsharing/peers</c>, read as ArduinoJson reads it.</summary>
internal sealed record AddPeerRequest(string Host, bool WantsReciprocal)
{
    private const int MaximumDepth = 10;

    // What a value costs in ArduinoJson's document on a 64-bit machine; a string besides needs its bytes and a terminator.
    private const int SlotBytes = 32;

    /// <param name="body">Any bytes.</param>
    /// <param name="documentBytes">The size of the real station's document.</param>
    /// <param name="error">What is wrong with it.</param>
    public static AddPeerRequest? Read(ReadOnlySpan<byte> body, int documentBytes, out string error)
    {
        if (JsonText.FirstValue(body, MaximumDepth) is not { } document || CostInBytes(document) > documentBytes)
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
        var reciprocal = !document.TryGetProperty("reciprocal", out var wanted) || IsTrue(wanted);
        return new AddPeerRequest(AsText(host).Trim(), reciprocal);
    }

    // Anything but a string becomes its JSON text: {"host":["a.b"]} joins the host ["a.b"]. A defect of the real station (facts/firmware.md,
    // "Known defects" 5) that both recordings show, and so kept.
    private static string AsText(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : Encoding.UTF8.GetString(JsonText.Write(value.WriteTo).Span);

    private static bool IsTrue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.False or JsonValueKind.Null => false,
        JsonValueKind.Number => value.GetDouble() != 0,
        _ => true,
    };

    private static int CostInBytes(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => StringCost(value.GetString()!),
        JsonValueKind.Array => value.EnumerateArray().Sum(item => SlotBytes + CostInBytes(item)),
        JsonValueKind.Object => value.EnumerateObject().Sum(property => SlotBytes + StringCost(property.Name) + CostInBytes(property.Value)),
        _ => 0,
    };

    private static int StringCost(string text) => Encoding.UTF8.GetByteCount(text) + 1;
}
