using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MulticastDns.Codec;

/// <summary>
/// A domain name in its uncompressed wire format, which preserves dots, spaces and any other byte in a label (RFC 6763 §4.1.1).
/// Equality ignores the case of ASCII letters only (RFC 6762 §16).
/// </summary>
internal sealed class DnsName : IEquatable<DnsName>
{
    /// <summary>The maximum length of a name in bytes, with the final zero (RFC 1035 §2.3.4; RFC 6762 appendix C allows 256).</summary>
    public const int MaxWireLength = 255;

    /// <summary>The maximum length of a label in bytes (RFC 1035 §2.3.4).</summary>
    public const int MaxLabelLength = 63;

    private readonly byte[] _wire;
    private readonly int _hash;

    private DnsName(byte[] wire)
    {
        _wire = wire;
        _hash = HashOf(wire);
    }

    public static DnsName Root { get; } = new([0]);

    public static DnsName Local { get; } = Of("local");

    public ReadOnlyMemory<byte> Wire => _wire;

    public bool IsRoot => _wire.Length == 1;

    /// <summary>The first label; bytes that are not UTF-8 become U+FFFD. Empty for the root.</summary>
    public string FirstLabel => Encoding.UTF8.GetString(_wire.AsSpan(1, _wire[0]));

    /// <summary>The name without its first label. The parent of the root is the root.</summary>
    public DnsName Parent => IsRoot ? this : new DnsName(_wire[(1 + _wire[0])..]);

    /// <summary>Creates a name from unescaped labels: a dot is part of its label.</summary>
    /// <exception cref="ArgumentException">A label is empty or longer than 63 bytes, or the name is longer than 255 bytes.</exception>
    public static DnsName Of(params ReadOnlySpan<string> labels) => Root.Prepend(labels);

    /// <summary>Creates a name from its wire format, which the caller has validated.</summary>
    public static DnsName FromWire(ReadOnlySpan<byte> wire) => new(wire.ToArray());

    /// <inheritdoc cref="Of"/>
    public DnsName Prepend(params ReadOnlySpan<string> labels)
    {
        var wire = new List<byte>();
        foreach (var label in labels)
        {
            var bytes = Encoding.UTF8.GetBytes(label);
            if (bytes.Length is 0 or > MaxLabelLength)
            {
                throw new ArgumentException($"The label '{label}' has {bytes.Length} bytes of UTF-8; valid are 1 to {MaxLabelLength}.", nameof(labels));
            }

            wire.Add((byte)bytes.Length);
            wire.AddRange(bytes);
        }

        wire.AddRange(_wire);
        return wire.Count <= MaxWireLength
            ? new DnsName([.. wire])
            : throw new ArgumentException($"The name has {wire.Count} bytes; the maximum is {MaxWireLength}.", nameof(labels));
    }

    public bool Equals([NotNullWhen(true)] DnsName? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other._hash != _hash || other._wire.Length != _wire.Length)
        {
            return false;
        }

        for (var i = 0; i < _wire.Length; i++)
        {
            if (Fold(_wire[i]) != Fold(other._wire[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as DnsName);

    public override int GetHashCode() => _hash;

    /// <summary>Presentation format without the final dot; dots, backslashes and control characters in labels are escaped (RFC 1035 §5.1).</summary>
    public override string ToString()
    {
        if (IsRoot)
        {
            return ".";
        }

        var text = new StringBuilder(_wire.Length);
        for (var at = 0; _wire[at] != 0; at += 1 + _wire[at])
        {
            text.Append(at == 0 ? "" : ".");
            foreach (var c in Encoding.UTF8.GetString(_wire.AsSpan(at + 1, _wire[at])))
            {
                _ = c switch
                {
                    '.' or '\\' => text.Append('\\').Append(c),
                    < ' ' or '\x7F' => text.Append($"\\{(int)c:D3}"),
                    _ => text.Append(c),
                };
            }
        }

        return text.ToString();
    }

    // Length bytes are at most 63, below 'A', so that they are never changed.
    private static byte Fold(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    private static int HashOf(ReadOnlySpan<byte> wire)
    {
        Span<byte> folded = stackalloc byte[MaxWireLength];
        for (var i = 0; i < wire.Length; i++)
        {
            folded[i] = Fold(wire[i]);
        }

        var hash = new HashCode();
        hash.AddBytes(folded[..wire.Length]);
        return hash.ToHashCode();
    }
}
