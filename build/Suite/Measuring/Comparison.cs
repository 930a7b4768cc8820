namespace Build.Suite.Measuring;

/// <summary>Another command beside this suite.</summary>
/// <param name="Command">The command.</param>
/// <param name="Wall">Its wall time in seconds.</param>
/// <param name="Ratio">How many times as long as the suite it takes, by medians.</param>
internal sealed record Comparison(string Command, Statistics Wall, double Ratio);
