using System.Globalization;

namespace Build.Options;

/// <summary>One part of the suite, for one of several machines.</summary>
/// <param name="Index">Which, from 1.</param>
/// <param name="Of">How many parts there are.</param>
public sealed record Shard(int Index, int Of)
{
    private const int Most = 64;

    /// <summary>Reads <c>i/n</c>.</summary>
    /// <exception cref="FormatException">It is none; the message says what to give.</exception>
    internal static Shard Read(string text) =>
        text.Split('/') is [var index, var of]
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && int.TryParse(of, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && n is > 0 and <= Most && i >= 1 && i <= n
            ? new Shard(i, n)
            : throw new FormatException($"'{text}' is no shard; give i/n, such as 1/3, with i from 1 to n and n up to {Most}.");

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Of}");
}
