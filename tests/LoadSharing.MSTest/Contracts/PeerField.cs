using System.Text.Json;

namespace LoadSharing.MSTest.Contracts;

/// <summary>A field that every row of the peer list has, and its type.</summary>
internal sealed record PeerField(string Name, PeerFieldType Type)
{
    public bool Fits(JsonElement value) => Type switch
    {
        PeerFieldType.Text => value.ValueKind == JsonValueKind.String,
        PeerFieldType.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => throw new InvalidOperationException($"no rule for {Type}"),
    };
}
