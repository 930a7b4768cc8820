using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace MulticastDns.Codec;

/// <summary>
/// A domain name: a sequence of labels, kept in its uncompressed wire form, so that dots, spaces and any byte in a label survive
/// (RFC 6763 §4.1.1). Equality ignores the case of ASCII letters and of nothing else (RFC 6762 §16).
/// </summary>
internal sealed class DnsName : IEquatable<DnsName>
{
    /// <summary>Longest wire form, in bytes, including the final zero (RFC 6762 appendix C allows 256; 255 is RFC 1035's limit).</summary>
    public const int MaxWireLength = 255;

    /// <summary>Longest label, in bytes.</summary>
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

    /// <summary>The first label as text; bytes that are not UTF-8 show as U+FFFD. Empty for the root.</summary>
    public string FirstLabel => Encoding.UTF8.GetString(_wire.AsSpan(1, _wire[0]));

    /// <summary>The name without its first label; the root's parent is the root.</summary>
    public DnsName Parent => IsRoot ? this : new DnsName(_wire[(1 + _wire[0])..]);

    /// <summary>Makes a name of labels, each taken as it is: a dot in one is part of it.</summary>
    /// <exception cref="ArgumentException">A label is empty or longer than 63 bytes, or the name longer than 255.</exception>
    public static DnsName Of(params ReadOnlySpan<string> labels)
    {
        var wire = new List<byte>();
        foreach (var label in labels)
        {
            var bytes = Encoding.UTF8.GetBytes(label);
            if (bytes.Length is 0 or > MaxLabelLength)
            {
                throw new ArgumentException($"The label '{label}' has {bytes.Length} bytes of UTF-8; a label has 1 to {MaxLabelLength}.", nameof(labels));
            }

            wire.Add((byte)bytes.Length);
            wire.AddRange(bytes);
        }

        wire.Add(0);
        return wire.Count <= MaxWireLength
            ? new DnsName([.. wire])
            : throw new ArgumentException($"The name has {wire.Count} bytes; at most {MaxWireLength} fit.", nameof(labels));
    }

    /// <summary>Takes over a wire form that the caller has checked: labels of at most 63 bytes, ended by a zero, at most 255 bytes.</summary>
    public static DnsName FromWire(ReadOnlySpan<byte> wire) => new(wire.ToArray());

    public DnsName Prepend(params ReadOnlySpan<string> labels)
    {
        var head = Of(labels);
        var length = head._wire.Length - 1 + _wire.Length;
        return length <= MaxWireLength
            ? new DnsName([.. head._wire.AsSpan(0, head._wire.Length - 1), .. _wire])
            : throw new ArgumentException($"The name has {length} bytes; at most {MaxWireLength} fit.", nameof(labels));
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

    /// <summary>Presentation form without the final dot: dots and backslashes in labels escaped by a backslash, control bytes as \DDD (RFC 1035 §5.1).</summary>
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
                    < ' ' or '\x7F' => text.Append(CultureInfo.InvariantCulture, $"\\{(int)c:D3}"),
                    _ => text.Append(c),
                };
            }
        }

        return text.ToString();
    }

    // Length bytes are at most 63, below 'A', so folding a whole wire form folds letters only.
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
