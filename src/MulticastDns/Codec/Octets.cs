namespace MulticastDns.Codec;

/// <summary>Bytes that are equal when their content is.</summary>
internal readonly struct Octets(ReadOnlyMemory<byte> bytes) : IEquatable<Octets>
{
    public ReadOnlySpan<byte> Span => bytes.Span;

    public bool Equals(Octets other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is Octets other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }
}
