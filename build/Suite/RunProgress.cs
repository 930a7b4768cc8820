using System.Collections.Concurrent;
using System.Diagnostics;
using Build.Results;
using LoadSharing.Lab;
using Microsoft.Extensions.Logging;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Build.Suite;

/// <summary>Prints the progress of lab and tests, and has the results so far if a run ends early.</summary>
/// <param name="print">Prints a line.</param>
internal sealed class RunProgress(Action<string> print) : ILabEvents, IAsyncDisposable
{
    // After this time without a line, the longest running test is printed.
    private static readonly TimeSpan MaximumSilence = TimeSpan.FromSeconds(10);

    private const int BarWidth = 30;
    private const int MaximumRunning = 12;

    private readonly ConcurrentDictionary<string, Stopwatch> _running = new();
    private readonly ConcurrentQueue<TestResult> _finished = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();
    private readonly Lock _printLock = new();
    private readonly Lock _timestampLock = new();
    private Task? _reminder;
    private RunDisplay? _display;

    /// <summary>Prints the messages of the lab.</summary>
    public ILogger Logger => new PrintLogger(Print);

    /// <summary>When the first test of the round started, by <see cref="Stopwatch.GetTimestamp"/>; null if none has.</summary>
    public long? FirstStart { get; private set; }

    /// <summary>When a test of the round last started or finished, by <see cref="Stopwatch.GetTimestamp"/>; null if none has.</summary>
    public long? LastEvent { get; private set; }

    /// <summary>The results of the round so far. Tests that are still running count as failed.</summary>
    public IReadOnlyList<TestResult> Results =>
    [
        .. _finished,
        .. _running.Select(test => new TestResult("", test.Key, TestOutcome.Failed, test.Value.Elapsed, "The run ended while this test was running.")),
    ];

    /// <summary>Shows the running tests on a terminal, until the result is disposed of.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="last">The last run, for a bar and an estimate; null for none.</param>
    public IAsyncDisposable ShowOn(IAnsiConsole console, LastRun? last) => _display = new RunDisplay(console, () => Render(last));

    /// <summary>Prints a line.</summary>
    public void Print(string line)
    {
        lock (_printLock)
        {
            _sinceLine.Restart();
            if (_display is { IsShown: true } display)
            {
                display.Print(line);
            }
            else
            {
                print(line);
            }
        }
    }

    /// <summary>A line with the number of finished tests, and one for each running test.</summary>
    internal IRenderable Render(LastRun? last)
    {
        var running = _running.OrderByDescending(test => test.Value.Elapsed).Take(MaximumRunning)
            .Select(test => $"  {test.Value.Elapsed.TotalSeconds,4:0} s  {TestResult.ShortName(test.Key)}");
        return new Text(string.Join('\n', running.Prepend(Bar(last)))) { Overflow = Overflow.Ellipsis };
    }

    /// <summary>Starts a round: discards the results of the one before.</summary>
    public void BeginRound()
    {
        _running.Clear();
        _finished.Clear();
        (FirstStart, LastEvent) = (null, null);
        _reminder ??= RemindAsync();
    }

    /// <inheritdoc />
    public void OnComponentExited(ComponentFailure failure) => Print(failure.Message);

    /// <inheritdoc />
    public void OnTest(TestEvent test)
    {
        lock (_timestampLock)
        {
            LastEvent = Stopwatch.GetTimestamp();
            FirstStart ??= LastEvent;
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
        var result = new TestResult("", test.Test, outcome, time, test.Message ?? "");
        _finished.Enqueue(result);
        var reason = outcome == TestOutcome.Failed ? $"\n    {result.Reason}" : "";
        Print($"{outcome.ToString().ToLowerInvariant()}  {TestResult.ShortName(test.Test)}  {time.TotalSeconds:0.0} s{reason}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        if (_reminder is not null)
        {
            await _reminder.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _disposed.Dispose();
    }

    private string Bar(LastRun? last)
    {
        var done = _finished.Count;
        if (last is null)
        {
            return $"{done} done, {_running.Count} running";
        }

        var share = Math.Min(1, (double)done / last.Tests);
        var left = last.Time * (1 - share);
        var filled = (int)(share * BarWidth);
        var bar = new string('#', filled) + new string('-', BarWidth - filled);
        return $"[{bar}] {done} done of {last.Tests} in the last run, about {left.TotalSeconds:0} s left";
    }

    private async Task RemindAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(_disposed.Token))
        {
            if (_sinceLine.Elapsed >= MaximumSilence && _display is not { IsShown: true } && _running.ToArray() is { Length: > 0 } running)
            {
                var (test, watch) = running.MaxBy(entry => entry.Value.Elapsed);
                Print($"{_finished.Count} done, {running.Length} running; longest: {TestResult.ShortName(test)}  {watch.Elapsed.TotalSeconds:0} s");
            }
        }
    }
}
