namespace Build.Suite.Measuring;

/// <summary>Divides a run into phases.</summary>
/// <param name="run">The run.</param>
internal sealed class PhaseClock(BuildRun run)
{
    private readonly Dictionary<string, double> _phases = new() { ["build up"] = Math.Round(run.Elapsed.TotalSeconds, 3) };
    private TimeSpan _last = run.Elapsed;

    /// <summary>The phases that have ended, in seconds.</summary>
    public IReadOnlyDictionary<string, double> Phases => _phases;

    /// <summary>Ends a phase; the next one begins.</summary>
    public void End(string name)
    {
        var now = run.Elapsed;
        _phases[name] = Math.Round((now - _last).TotalSeconds, 3);
        _last = now;
    }
}
