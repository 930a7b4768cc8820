namespace Build.Suite.Measuring;

/// <summary>The measured runs of one command.</summary>
/// <param name="Tested">What they test, in words.</param>
/// <param name="Cold">The first.</param>
/// <param name="Warm">Those after it.</param>
internal sealed record Series(string Tested, MeasuredRun Cold, IReadOnlyList<MeasuredRun> Warm)
{
    /// <summary>The wall time of the warm runs.</summary>
    public Statistics Wall => Statistics.Of(Warm.Select(run => run.Wall));

    /// <summary>The warm run with the median wall time.</summary>
    public MeasuredRun Median => Warm.OrderBy(run => run.Wall).ElementAt(Warm.Count / 2);

    /// <summary>Each phase in seconds: cold, and warm.</summary>
    public IReadOnlyList<PhaseTimes> Phases =>
    [
        .. Cold.Phases.Select((phase, index) => new PhaseTimes(phase.Key, phase.Value, Statistics.Of(Warm.Select(run => run.Phases[index].Value)))),
    ];
}

/// <summary>What a phase takes, in seconds.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Cold">In the first run.</param>
/// <param name="Warm">In those after it.</param>
internal sealed record PhaseTimes(string Phase, double Cold, Statistics Warm);
