using System.Diagnostics;

namespace VirtualStation.Runtime;

/// <summary>A clock that runs <paramref name="factor"/> times as fast as the wall clock, from zero at its creation.</summary>
internal sealed class SimulatedTime(double factor)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Simulated time since the start of the station.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start) * factor;

    /// <summary>Converts a simulated interval to wall-clock time.</summary>
    public TimeSpan ToWallClock(TimeSpan interval) => interval / factor;
}
