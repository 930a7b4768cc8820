using System.Text.Json;

namespace Build.Suite;

/// <summary>Where the time of a run goes.</summary>
/// <param name="run">The run.</param>
internal sealed class PhaseClock(BuildRun run)
{
    private readonly List<(string Name, double Seconds)> _phases = [("build up", run.Elapsed.TotalSeconds)];
    private TimeSpan _last = run.Elapsed;

    /// <summary>Ends a phase; the next one begins.</summary>
    public void End(string name)
    {
        var now = run.Elapsed;
        _phases.Add((name, (now - _last).TotalSeconds));
        _last = now;
    }

    /// <summary>The phases and their seconds as a JSON object.</summary>
    public string ToJson() => JsonSerializer.Serialize(_phases.ToDictionary(phase => phase.Name, phase => Math.Round(phase.Seconds, 3)), Indented);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
