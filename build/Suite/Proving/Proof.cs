using Build.Results;

namespace Build.Suite.Proving;

/// <summary>What the suite made of one defect.</summary>
/// <param name="Defect">The defect.</param>
/// <param name="Run">The run with stations that have it; its wall time is that of this run alone.</param>
internal sealed record Proof(DeliberateDefect Defect, RunResult Run);
