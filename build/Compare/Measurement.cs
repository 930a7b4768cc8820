using Build.Results;

namespace Build.Compare;

/// <summary>A quantity of both builds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Base">Its values in the rounds of the base.</param>
/// <param name="Head">Its values in the rounds of the head.</param>
/// <param name="IsDifferent">Whether the builds differ in it by more than noise.</param>
internal sealed record Measurement(string Name, string Unit, Statistics Base, Statistics Head, bool IsDifferent)
{
    /// <summary>With fewer rounds, all of one build are above all of the other too often by chance.</summary>
    public const int MinimumRounds = 3;

    /// <summary>The part by which the lowest round of one build must be above the highest round of the other.</summary>
    public const double Share = 0.2;

    /// <summary>The median of the head divided by that of the base; null if that is 0.</summary>
    public double? Ratio => Base.Median > 0 ? Math.Round(Head.Median / Base.Median, 2) : null;

    public static Measurement Of(string name, string unit, Side @base, Side head, Func<MeasuredRound, double> value)
    {
        var (left, right) = (Statistics.Of(@base.Rounds.Select(value)), Statistics.Of(head.Rounds.Select(value)));
        var hasRounds = Math.Min(@base.Rounds.Count, head.Rounds.Count) >= MinimumRounds;
        return new Measurement(name, unit, left, right, hasRounds && (IsAbove(left, right) || IsAbove(right, left)));
    }

    private static bool IsAbove(Statistics one, Statistics other) => one.Minimum > other.Maximum * (1 + Share);
}
