using System.Diagnostics;
using Build.Results;

namespace Build.Suite;

/// <summary>Measures the phases of a run. Those of further rounds add to those of the first.</summary>
internal sealed class PhaseClock(BuildRun run)
{
    private readonly Dictionary<string, double> _durations = new() { [Phases.Build] = Math.Round(run.Elapsed.TotalSeconds, 3) };
    private TimeSpan _last = run.Elapsed;

    /// <summary>Duration of each phase that has ended, in seconds.</summary>
    public IReadOnlyDictionary<string, double> Durations => _durations;

    /// <summary>Ends a phase; the next one begins.</summary>
    /// <param name="phase">One of <see cref="Phases"/>.</param>
    /// <param name="timestamp">When it ended, by <see cref="Stopwatch.GetTimestamp"/>; null for now.</param>
    public void End(string phase, long? timestamp = null)
    {
        var end = run.Elapsed - (timestamp is { } past ? Stopwatch.GetElapsedTime(past) : TimeSpan.Zero);
        _durations[phase] = Math.Round(_durations.GetValueOrDefault(phase) + (end - _last).TotalSeconds, 3);
        _last = end;
    }
}
