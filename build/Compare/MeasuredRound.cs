using Build.Results;

namespace Build.Compare;

/// <summary>One run of the suite on one of the compared builds.</summary>
/// <param name="Run">Its results.</param>
/// <param name="Seconds">Wall time, from the start of its lab until that is stopped.</param>
/// <param name="Megabytes">Peak memory of all station processes together.</param>
internal sealed record MeasuredRound(RunResult Run, double Seconds, double Megabytes);

/// <summary>All rounds of one of the compared builds.</summary>
/// <param name="Tested">The description of its stations.</param>
/// <param name="Rounds">Its rounds, in their order.</param>
internal sealed record Side(string Tested, IReadOnlyList<MeasuredRound> Rounds);
