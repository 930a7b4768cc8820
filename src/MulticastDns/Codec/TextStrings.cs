using System.Collections.ObjectModel;
using System.Text;

namespace MulticastDns.Codec;

/// <summary>The key=value strings of a TXT record (RFC 6763 §6).</summary>
internal static class TextStrings
{
    /// <summary>Longest content of a TXT record that still leaves room for its companions in one packet (RFC 6763 §6.2: "1300 bytes").</summary>
    public const int MaxLength = 1300;

    private const int MaxString = 255;

    /// <exception cref="ArgumentException">A key or the whole breaks a rule of RFC 6763 §6.</exception>
    public static TextData Encode(IReadOnlyDictionary<string, string> text)
    {
        var bytes = new List<byte>();
        foreach (var (key, value) in text)
        {
            if (key.Length == 0 || key.Any(c => c is < ' ' or > '~' or '='))
            {
                throw new ArgumentException($"The TXT key '{key}' must be one or more printable ASCII characters without '='.", nameof(text));
            }

            var entry = Encoding.UTF8.GetBytes($"{key}={value}");
            if (entry.Length > MaxString)
            {
                throw new ArgumentException($"The TXT entry '{key}' has {entry.Length} bytes with its value; at most {MaxString} fit.", nameof(text));
            }

            bytes.Add((byte)entry.Length);
            bytes.AddRange(entry);
        }

        return bytes.Count switch
        {
            0 => new TextData(new Octets((byte[])[0])),
            <= MaxLength => new TextData(new Octets(bytes.ToArray())),
            _ => throw new ArgumentException($"The TXT record has {bytes.Count} bytes; at most {MaxLength} fit.", nameof(text)),
        };
    }

    /// <summary>The first value of each key, keys in any case; a key without value has the empty one. Reading ends where the bytes stop making sense.</summary>
    public static ReadOnlyDictionary<string, string> Decode(TextData data)
    {
        var text = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var rest = data.Strings.Span; rest.Length > 0 && rest[0] < rest.Length; rest = rest[(1 + rest[0])..])
        {
            var entry = rest.Slice(1, rest[0]);
            var equals = entry.IndexOf((byte)'=');
            var key = Encoding.UTF8.GetString(equals < 0 ? entry : entry[..equals]);
            if (key.Length > 0)
            {
                text.TryAdd(key, equals < 0 ? "" : Encoding.UTF8.GetString(entry[(equals + 1)..]));
            }
        }

        return text.AsReadOnly();
    }
}
