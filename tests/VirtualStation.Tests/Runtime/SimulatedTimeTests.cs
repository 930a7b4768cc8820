using StationTime;

namespace VirtualStation.Tests.Runtime;

[TestClass]
public sealed class SimulatedTimeTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SimulatedTime _time = new(1000);
    private readonly TaskCompletionSource _fired = new();

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Timer_OfAMinute_FiresAfterAMinuteOfSimulatedTime()
    {
        var (start, elapsed) = (_time.GetTimestamp(), _time.Elapsed);
        await using var timer = Timer(Minute);

        await _fired.Task.WaitAsync(TestContext.CancellationToken);

        Assert.IsGreaterThanOrEqualTo(Minute, _time.GetElapsedTime(start));
        Assert.IsGreaterThanOrEqualTo(Minute, _time.Elapsed - elapsed);
    }

    [TestMethod]
    public async Task Timer_ChangedToAMinute_FiresAfterIt()
    {
        await using var timer = Timer(Timeout.InfiniteTimeSpan);
        var start = _time.GetTimestamp();

        Assert.IsTrue(timer.Change(Minute, Timeout.InfiniteTimeSpan));
        await _fired.Task.WaitAsync(TestContext.CancellationToken);

        Assert.IsGreaterThanOrEqualTo(Minute, _time.GetElapsedTime(start));
    }

    [TestMethod]
    public async Task CancelAfter_AMinute_CancelsAfterAMinuteOfSimulatedTime()
    {
        var start = _time.GetTimestamp();
        using var source = new CancellationTokenSource(TimeSpan.FromDays(1), _time);
        await using var registration = source.Token.Register(_fired.SetResult);

        source.CancelAfter(Minute);
        await _fired.Task.WaitAsync(TestContext.CancellationToken);

        Assert.IsGreaterThanOrEqualTo(Minute, _time.GetElapsedTime(start));
        Assert.IsLessThan(TimeSpan.FromHours(12), _time.GetElapsedTime(start));
    }

    private ITimer Timer(TimeSpan due) => _time.CreateTimer(_ => _fired.TrySetResult(), null, due, Timeout.InfiniteTimeSpan);
}
