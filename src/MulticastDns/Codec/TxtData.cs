using System.Collections.ObjectModel;
using System.Text;

namespace MulticastDns.Codec;

/// <summary>A TXT record: length-prefixed strings, which <see cref="Decode"/> reads as key=value pairs (RFC 6763 §6).</summary>
internal sealed record TxtData(Octets Strings) : RecordData(DnsType.Txt)
{
    /// <summary>The recommended limit in bytes, which lets the record fit into one packet (RFC 6763 §6.2).</summary>
    private const int MaxLength = 1300;

    private const int MaxStringLength = 255;

    /// <exception cref="ArgumentException">A key is not printable ASCII or has an equals sign, or a pair or the record is too long.</exception>
    public static TxtData Encode(IReadOnlyDictionary<string, string> text)
    {
        var bytes = new List<byte>();
        foreach (var (key, value) in text)
        {
            if (key.Length == 0 || key.Any(c => c is < ' ' or > '~' or '='))
            {
                throw new ArgumentException($"The TXT key '{key}' is not valid: write one or more printable ASCII characters without '='.", nameof(text));
            }

            var pair = Encoding.UTF8.GetBytes($"{key}={value}");
            if (pair.Length > MaxStringLength)
            {
                throw new ArgumentException(
                    $"The TXT key '{key}' and its value have {pair.Length} bytes of UTF-8 with the '='; the maximum is {MaxStringLength}.", nameof(text));
            }

            bytes.Add((byte)pair.Length);
            bytes.AddRange(pair);
        }

        if (bytes.Count > MaxLength)
        {
            throw new ArgumentException($"The TXT record has {bytes.Count} bytes; the maximum is {MaxLength}.", nameof(text));
        }

        // RFC 6763 §6.1: an empty record is one empty string.
        return new TxtData(new Octets(bytes.Count == 0 ? (byte[])[0] : bytes.ToArray()));
    }

    /// <summary>Returns the first value of each key (RFC 6763 §6.4). Keys ignore case; a key without value has the empty value.</summary>
    public ReadOnlyDictionary<string, string> Decode()
    {
        var text = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var rest = Strings.Span; rest.Length > 0 && rest[0] < rest.Length; rest = rest[(1 + rest[0])..])
        {
            var pair = rest.Slice(1, rest[0]);
            var equals = pair.IndexOf((byte)'=');
            var key = Encoding.UTF8.GetString(equals < 0 ? pair : pair[..equals]);
            if (key.Length > 0)
            {
                text.TryAdd(key, equals < 0 ? "" : Encoding.UTF8.GetString(pair[(equals + 1)..]));
            }
        }

        return text.AsReadOnly();
    }

    public override void Write(ref PacketWriter writer, CompressionTable? compression) => writer.Write(Strings.Span);
}
