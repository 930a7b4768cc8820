using System.Diagnostics;

namespace VirtualStation.Runtime;

/// <summary>A clock that runs <paramref name="factor"/> times as fast as the wall clock, from zero at its creation. Its timers do too.</summary>
internal sealed class SimulatedTime(double factor) : TimeProvider
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Simulated time since the start of the station.</summary>
    public TimeSpan Elapsed => GetElapsedTime(0);

    /// <summary>Converts a simulated interval to wall-clock time.</summary>
    public TimeSpan ToWallClock(TimeSpan interval) => interval == Timeout.InfiniteTimeSpan ? interval : interval / factor;

    public override long GetTimestamp() => (long)((Stopwatch.GetTimestamp() - _start) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new SimulatedTimer(System.CreateTimer(callback, state, ToWallClock(dueTime), ToWallClock(period)), this);

    private sealed class SimulatedTimer(ITimer timer, SimulatedTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.ToWallClock(dueTime), time.ToWallClock(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
