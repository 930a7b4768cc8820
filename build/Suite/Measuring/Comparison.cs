namespace Build.Suite.Measuring;

/// <summary>Another command beside this suite.</summary>
/// <param name="Command">The command.</param>
/// <param name="Wall">Its wall time in seconds.</param>
/// <param name="Ratio">How many times as long as the suite it takes, by medians.</param>
internal sealed record Comparison(string Command, Statistics Wall, double Ratio)
{
    /// <summary>Compares wall times in seconds.</summary>
    /// <param name="command">The other command, word by word.</param>
    /// <param name="others">The other's.</param>
    /// <param name="own">The suite's.</param>
    public static Comparison Of(IEnumerable<string> command, IEnumerable<double> others, Statistics own)
    {
        var wall = Statistics.Of(others);
        return new Comparison(string.Join(' ', command), wall, wall.Median / own.Median);
    }
}
