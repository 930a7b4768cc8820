namespace VirtualStation.Rapi;

/// <summary>The checksum of the charger's serial protocol: the XOR of all characters before <c>^</c>, as two upper-case hexadecimal digits.</summary>
internal static class RapiChecksum
{
    public const char Mark = '^';

    /// <returns>For example <c>$OK^20</c>.</returns>
    public static string Append(string text) => $"{text}{Mark}{Of(text):X2}";

    /// <returns>The text before the mark, and whether the checksum after it is right. Without a mark the text is taken as it is.</returns>
    public static (string Text, bool IsValid) Split(string line)
    {
        var mark = line.LastIndexOf(Mark);
        return mark < 0 ? (line, true) : (line[..mark], line.AsSpan(mark + 1, Math.Min(2, line.Length - mark - 1)).SequenceEqual(Of(line[..mark]).ToString("X2", null)));
    }

    private static int Of(string text)
    {
        var checksum = 0;
        foreach (var character in text)
        {
            checksum ^= character;
        }

        return checksum;
    }
}
