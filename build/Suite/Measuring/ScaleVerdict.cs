using System.Globalization;

namespace Build.Suite.Measuring;

/// <summary>At which number of stations a firmware begins to lose rows.</summary>
internal static class ScaleVerdict
{
    /// <summary>The verdict in words; null if no fleet has lost a row.</summary>
    /// <param name="scale">What was measured.</param>
    public static string? Of(IEnumerable<ScalePoint> scale)
    {
        var judged = scale.Where(point => point.Trouble is null).OrderBy(point => point.Stations).ToList();
        if (judged.Find(point => point.IsLost) is not { } first)
        {
            return null;
        }

        // One that a larger fleet contradicts is chance, and no limit of the firmware's.
        var larger = judged.SkipWhile(point => point != first).ToList();
        return larger.TrueForAll(point => point.IsLost)
            ? string.Create(CultureInfo.InvariantCulture, $"From {first.Stations} stations on, not every station lists every other one.")
            : $"Not every station lists every other one with {Sizes(larger.Where(point => point.IsLost))} stations, but each does with "
                + $"{Sizes(larger.Where(point => !point.IsLost))}: that is no matter of their number alone.";
    }

    private static string Sizes(IEnumerable<ScalePoint> points) => string.Join(", ", points.Select(point => point.Stations.ToString(CultureInfo.InvariantCulture)));
}
