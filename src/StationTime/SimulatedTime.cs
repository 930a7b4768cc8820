using System.Diagnostics;

namespace StationTime;

/// <summary>
/// Simulated time, by default from zero at the creation of this instance. Its timers fire by it too. An instance per station: each has its own zero.
/// </summary>
public sealed class SimulatedTime : TimeProvider
{
    private readonly Func<long> _clock;
    private readonly long _start;

    /// <summary>Time with a constant factor.</summary>
    /// <param name="factor">The speed, relative to the wall clock.</param>
    public SimulatedTime(double factor)
        : this(factor, () => (long)(Stopwatch.GetTimestamp() * factor))
    {
    }

    /// <summary>The time of a clock that several processes share.</summary>
    public SimulatedTime(SharedClock clock)
        : this(clock.Factor, clock.Read)
    {
    }

    private SimulatedTime(double factor, Func<long> clock)
    {
        (Factor, _clock) = (factor, clock);
        _start = clock();
    }

    /// <summary>The maximum speed, relative to the wall clock.</summary>
    public double Factor { get; }

    /// <summary>The simulated time at the creation, instead of zero.</summary>
    public TimeSpan Start
    {
        init => _start -= (long)(value.TotalSeconds * TimestampFrequency);
    }

    /// <summary>Simulated time since the creation, or since zero if <see cref="Start"/> was set.</summary>
    public TimeSpan Elapsed => GetElapsedTime(0);

    /// <inheritdoc />
    public override long GetTimestamp() => _clock() - _start;

    /// <summary>Converts a simulated interval to the wall-clock time that it takes at least.</summary>
    public TimeSpan ToWallClock(TimeSpan interval) => interval == Timeout.InfiniteTimeSpan ? interval : interval / Factor;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new SimulatedTimer(this, callback, state, dueTime, period);

    // A timer of the wall clock, set again when it fires too early: timers of the machine are not exact, and a shared clock slows down.
    private sealed class SimulatedTimer : ITimer
    {
        private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

        private readonly Lock _lock = new();
        private readonly SimulatedTime _time;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _timer;
        private TimeSpan _period;
        private TimeSpan? _due;

        public SimulatedTimer(SimulatedTime time, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_time, _callback, _state) = (time, callback, state);
            _timer = System.CreateTimer(_ => OnElapsed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_lock)
            {
                _period = period;
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : _time.Elapsed + dueTime;
                return _timer.Change(_time.ToWallClock(dueTime), Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose() => _timer.Dispose();

        public ValueTask DisposeAsync() => _timer.DisposeAsync();

        private void OnElapsed()
        {
            lock (_lock)
            {
                if (_due is not { } due)
                {
                    return;
                }

                if (due - _time.Elapsed is var remaining && remaining > TimeSpan.Zero)
                {
                    SetTimer(remaining);
                    return;
                }

                _due = null;
                if (_period > TimeSpan.Zero)
                {
                    // A late timer loses periods, it does not fire several times.
                    var now = _time.Elapsed;
                    _due = due + _period > now ? due + _period : now + _period;
                    SetTimer(_due.Value - now);
                }
            }

            _callback(_state);
        }

        private void SetTimer(TimeSpan simulated)
        {
            var wall = _time.ToWallClock(simulated);
            _timer.Change(wall > Shortest ? wall : Shortest, Timeout.InfiniteTimeSpan);
        }
    }
}
