using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using LoadSharing.Lab;
using Build.Results;

namespace Build.Suite;

/// <summary>Prints what lab and tests are doing, one line each, and remembers it for runs that are cut short.</summary>
/// <param name="print">Prints a line.</param>
internal sealed class RunProgress(Action<string> print) : ILabEvents, IAsyncDisposable
{
    // Long enough that a healthy run prints results only, short enough that a silent one says what it waits for.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Stopwatch> _running = new();
    private readonly ConcurrentQueue<TestResult> _ended = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();
    private readonly Lock _printing = new();
    private readonly Lock _telling = new();
    private Task? _reminding;

    /// <summary>When the first test of the round began, by <see cref="Stopwatch.GetTimestamp"/>; null if none has.</summary>
    public long? FirstStarted { get; private set; }

    /// <summary>When a test of the round last began or ended, by <see cref="Stopwatch.GetTimestamp"/>; null if none has.</summary>
    public long? LastHeard { get; private set; }

    /// <inheritdoc />
    public void Note(string message) => Print(message);

    /// <inheritdoc />
    public void ComponentExited(ComponentFailure failure) => Print(failure.Message);

    /// <summary>Forgets the last round.</summary>
    public void BeginRound()
    {
        _running.Clear();
        _ended.Clear();
        (FirstStarted, LastHeard) = (null, null);
        _reminding ??= RemindAsync();
    }

    /// <inheritdoc />
    public void Hear(TestEvent test)
    {
        lock (_telling)
        {
            LastHeard = Stopwatch.GetTimestamp();
            FirstStarted ??= LastHeard;
        }

        if (test.State == TestState.Started)
        {
            _running[test.Test] = Stopwatch.StartNew();
            return;
        }

        var time = _running.TryRemove(test.Test, out var watch) ? watch.Elapsed : TimeSpan.Zero;
        var outcome = test.State switch
        {
            TestState.Passed => TestOutcome.Passed,
            TestState.Skipped => TestOutcome.Skipped,
            _ => TestOutcome.Failed,
        };
        _ended.Enqueue(new TestResult("", test.Test, outcome, time, test.Message ?? ""));
        var reason = outcome == TestOutcome.Failed ? $"\n        {MarkdownSummary.FirstLine(test.Message ?? "")}" : "";
        Print(string.Create(
            CultureInfo.InvariantCulture, $"{_ended.Count,4} {outcome.ToString().ToLowerInvariant()}  {Short(test.Test)}  {time.TotalSeconds:0.0} s{reason}"));
    }

    /// <summary>What came of the tests as far as they told; those that still run have failed.</summary>
    public IReadOnlyList<TestResult> Heard() =>
    [
        .. _ended,
        .. _running.Select(test => new TestResult("", test.Key, TestOutcome.Failed, test.Value.Elapsed, "It was running when the run was cut short.")),
    ];

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        if (_reminding is not null)
        {
            await _reminding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _over.Dispose();
    }

    /// <summary>A test's full name without namespace and class.</summary>
    public static string Short(string test)
    {
        var row = test.IndexOf('(', StringComparison.Ordinal);
        var head = row < 0 ? test : test[..row];
        return test[(head.LastIndexOf('.') + 1)..];
    }

    private void Print(string line)
    {
        lock (_printing)
        {
            _sinceLine.Restart();
            print(line);
        }
    }

    private async Task RemindAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(_over.Token))
        {
            if (_sinceLine.Elapsed >= Silence && !_running.IsEmpty)
            {
                var oldest = _running.MaxBy(test => test.Value.Elapsed);
                Print(string.Create(
                    CultureInfo.InvariantCulture,
                    $"     {_ended.Count} done, {_running.Count} running; longest: {Short(oldest.Key)}  {oldest.Value.Elapsed.TotalSeconds:0} s"));
            }
        }
    }
}
