using System.Collections.Concurrent;
using System.Diagnostics;

namespace LoadSharing.Lab;

/// <summary>How long the stages of a lab's work took: many of them run side by side, so their sum is more than the wall time.</summary>
internal sealed class Measurements
{
    /// <summary>A fleet that was started because a test asked for it: from the request until all its stations are ready, with its turn and its network.</summary>
    public const string NewFleetForTest = "new fleet for a test";

    /// <summary>As <see cref="NewFleetForTest"/>, asked for before any test did.</summary>
    public const string NewFleetAhead = "new fleet ahead of tests";

    private readonly ConcurrentQueue<(string Stage, double Seconds)> _all = new();

    /// <summary>Each stage with its measurements in seconds, in the order in which the stages first ended.</summary>
    public IEnumerable<IGrouping<string, double>> Stages => _all.GroupBy(measurement => measurement.Stage, measurement => measurement.Seconds);

    /// <summary>Adds a measurement in seconds.</summary>
    public void Add(string stage, double seconds) => _all.Enqueue((stage, seconds));

    /// <summary>Measures a stage, if it comes to its end.</summary>
    public async Task<T> MeasureAsync<T>(string stage, Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        Add(stage, Stopwatch.GetElapsedTime(started).TotalSeconds);
        return result;
    }

    /// <inheritdoc cref="MeasureAsync{T}(string, Func{Task{T}})"/>
    public Task MeasureAsync(string stage, Func<Task> work) => MeasureAsync(stage, async () =>
    {
        await work();
        return true;
    });
}
