using System.Collections.Concurrent;
using System.Diagnostics;

namespace LoadSharing.Lab.Stations;

/// <summary>The durations of the stages of a lab's work. Stages run concurrently, so their sum exceeds the wall time.</summary>
public sealed class Measurements
{
    /// <summary>The stage from a lease request to the ready stations that were started for it.</summary>
    public const string NewFleetForTest = "new fleet for a test";

    /// <summary>The stage from the start to the ready stations of a fleet that no test had requested yet.</summary>
    public const string NewFleetAhead = "new fleet ahead of tests";

    private readonly ConcurrentQueue<(string Stage, double Seconds)> _all = new();
    private readonly ConcurrentQueue<LeaseTimes> _leases = new();

    /// <summary>The durations in seconds by stage.</summary>
    public IEnumerable<IGrouping<string, double>> Stages => _all.GroupBy(measurement => measurement.Stage, measurement => measurement.Seconds);

    /// <summary>The waits of tests for their fleets, in the order of the leases.</summary>
    public IReadOnlyList<LeaseTimes> Leases => [.. _leases];

    /// <summary>Adds a duration in seconds.</summary>
    public void Add(string stage, double seconds) => _all.Enqueue((stage, seconds));

    /// <summary>Adds the wait of a test that has just got its fleet.</summary>
    /// <param name="test">The test.</param>
    /// <param name="requested">The timestamp of its request.</param>
    /// <param name="startBegan">The timestamp at which the start of the fleet began; null if the fleet is reused.</param>
    internal void AddLease(string test, long requested, long? startBegan)
    {
        var start = startBegan is { } began ? Stopwatch.GetElapsedTime(Math.Max(requested, began)) : TimeSpan.Zero;
        var total = Stopwatch.GetElapsedTime(requested);
        _leases.Enqueue(new LeaseTimes(test, total - start, start));
        if (startBegan >= requested)
        {
            Add(NewFleetForTest, total.TotalSeconds);
        }
    }

    /// <summary>Runs a function and adds its duration, unless it throws.</summary>
    internal async Task<T> MeasureAsync<T>(string stage, Func<Task<T>> function)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await function();
        Add(stage, Stopwatch.GetElapsedTime(started).TotalSeconds);
        return result;
    }

    /// <inheritdoc cref="MeasureAsync{T}(string, Func{Task{T}})"/>
    internal Task MeasureAsync(string stage, Func<Task> function) => MeasureAsync(stage, async () =>
    {
        await function();
        return true;
    });
}

/// <summary>The wait of a test for its fleet.</summary>
/// <param name="Test">The test.</param>
/// <param name="Queued">Until a fleet was idle or its start began.</param>
/// <param name="Start">From then until all stations were ready.</param>
public sealed record LeaseTimes(string Test, TimeSpan Queued, TimeSpan Start);
