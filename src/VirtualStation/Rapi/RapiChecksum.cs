namespace VirtualStation.Rapi;

/// <summary>The checksum of RAPI lines: the XOR of all characters before <c>^</c>, as two upper-case hexadecimal digits.</summary>
internal static class RapiChecksum
{
    private const char Separator = '^';

    /// <returns>For example <c>$OK^20</c>.</returns>
    public static string Append(string text) => $"{text}{Separator}{Compute(text):X2}";

    /// <returns>The text before the checksum, and whether the checksum is correct. A line without a checksum is valid.</returns>
    public static (string Text, bool IsValid) Split(string line)
    {
        var separator = line.LastIndexOf(Separator);
        if (separator < 0)
        {
            return (line, true);
        }

        var checksum = line.AsSpan(separator + 1, Math.Min(2, line.Length - separator - 1));
        return (line[..separator], checksum.SequenceEqual(Compute(line[..separator]).ToString("X2", null)));
    }

    private static int Compute(string text)
    {
        var checksum = 0;
        foreach (var character in text)
        {
            checksum ^= character;
        }

        return checksum;
    }
}
