using System.Diagnostics;

namespace Build.Suite.Measuring;

/// <summary>Divides a run into phases. One that comes again, in a further round, adds to what it took before.</summary>
/// <param name="run">The run.</param>
internal sealed class PhaseClock(BuildRun run)
{
    private readonly Dictionary<string, double> _phases = new() { [Measuring.Phases.BuildUp] = Math.Round(run.Elapsed.TotalSeconds, 3) };
    private TimeSpan _last = run.Elapsed;

    /// <summary>The phases that have ended, in seconds.</summary>
    public IReadOnlyDictionary<string, double> Phases => _phases;

    /// <summary>Ends a phase; the next one begins.</summary>
    /// <param name="name">The phase.</param>
    /// <param name="timestamp">When it ended, by <see cref="Stopwatch.GetTimestamp"/>; null for now.</param>
    public void End(string name, long? timestamp = null)
    {
        var then = run.Elapsed - (timestamp is { } past ? Stopwatch.GetElapsedTime(past) : TimeSpan.Zero);
        _phases[name] = Math.Round(_phases.GetValueOrDefault(name) + (then - _last).TotalSeconds, 3);
        _last = then;
    }
}
