using System.Globalization;

namespace Build.Options;

/// <summary>One of several parts of the suite.</summary>
/// <param name="Index">Number of the part, from 1.</param>
/// <param name="Count">Number of parts.</param>
internal sealed record Shard(int Index, int Count)
{
    private const int Maximum = 64;

    /// <summary>Parses <c>i/n</c>.</summary>
    /// <exception cref="FormatException">The text is not a shard.</exception>
    public static Shard Parse(string text) =>
        text.Split('/') is [var index, var count]
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && i >= 1 && i <= n && n <= Maximum
            ? new Shard(i, n)
            : throw new FormatException($"not i/n with i from 1 to n, and n up to {Maximum}.");

    public override string ToString() => $"{Index}/{Count}";
}
