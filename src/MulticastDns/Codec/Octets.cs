namespace MulticastDns.Codec;

/// <summary>Bytes that are equal when their content is.</summary>
internal sealed class Octets(ReadOnlyMemory<byte> bytes) : IEquatable<Octets>
{
    public static Octets None { get; } = new(default);

    public ReadOnlySpan<byte> Span => bytes.Span;

    public bool Equals(Octets? other) => other is not null && Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => Equals(obj as Octets);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }
}
