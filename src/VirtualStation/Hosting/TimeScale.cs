using System.Diagnostics;

namespace VirtualStation.Hosting;

/// <summary>Time as a station feels it: <paramref name="factor"/> times as fast as the wall clock.</summary>
internal sealed class TimeScale(double factor)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Station time since the start.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start) * factor;

    /// <summary>How long an interval of the station takes by the wall clock.</summary>
    public TimeSpan Real(TimeSpan interval) => interval / factor;
}
