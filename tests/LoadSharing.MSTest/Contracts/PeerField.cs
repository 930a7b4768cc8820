using System.Text.Json;

namespace LoadSharing.MSTest.Contracts;

/// <summary>A field that every row of the peer list has, and its type.</summary>
internal sealed record PeerField(string Name, PeerFieldType Type)
{
    /// <summary>The only text that it may be; null for any.</summary>
    public string? Always { get; init; }

    /// <summary>What it must be, in words.</summary>
    public string Expected => Type switch
    {
        PeerFieldType.Text => Always is null ? "a string" : $"the string \"{Always}\"",
        PeerFieldType.Flag => "true or false",
        _ => throw new InvalidOperationException($"no words for {Type}"),
    };

    public bool Fits(JsonElement value) => Type switch
    {
        PeerFieldType.Text => value.ValueKind == JsonValueKind.String && (Always is null || value.GetString() == Always),
        PeerFieldType.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => throw new InvalidOperationException($"no rule for {Type}"),
    };
}
