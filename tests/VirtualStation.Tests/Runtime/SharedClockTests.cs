using System.Diagnostics;
using StationTime;

namespace VirtualStation.Tests.Runtime;

/// <summary>The clock of a lab.</summary>
[TestClass]
public sealed class SharedClockTests
{
    private const double Factor = 1000;
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Precision = TimeSpan.FromMilliseconds(1);

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [TestCleanup]
    public void Delete() => File.Delete(_file);

    [TestMethod]
    public void Read_NewClock_HasTheFactor() => ShouldAdvance(Create(), Factor);

    [TestMethod]
    public void Read_LateKeeper_HasTheSpeedOfTheWallClock()
    {
        var clock = Create();
        clock.Renew();
        Wait(Late);

        ShouldAdvance(clock, 1);
    }

    [TestMethod]
    [DataRow(ClockParticipant.Stations), DataRow(ClockParticipant.Tests)]
    public void Renew_LateParticipant_HasTheSpeedOfTheWallClock(ClockParticipant late)
    {
        var clock = Create();
        clock.Beat(late);
        Wait(Late);

        clock.Renew();

        ShouldAdvance(clock, 1);
    }

    [TestMethod]
    public void Renew_AfterALateOne_DoesNotMakeUpForIt()
    {
        var clock = Create();
        clock.Beat(ClockParticipant.Tests);
        Wait(Late);
        clock.Renew();
        var (wall, simulated) = (Stopwatch.GetTimestamp(), clock.Read());
        Wait(Late);

        clock.Renew();

        var passed = Stopwatch.GetElapsedTime(simulated, clock.Read());
        Assert.IsLessThanOrEqualTo(Stopwatch.GetElapsedTime(wall) + Precision, passed);
    }

    [TestMethod]
    public void Open_OtherFile_NamesItsSize()
    {
        File.WriteAllText(_file, "no clock");

        Assert.Contains("8 bytes", Assert.ThrowsExactly<IOException>(() => SharedClock.Open(_file)).Message);
    }

    [TestMethod]
    public async Task Timer_OfASlowClock_FiresWhenItsTimeHasCome()
    {
        var clock = Create();
        var time = new SimulatedTime(clock);
        var fired = new TaskCompletionSource<TimeSpan>();
        clock.Renew();

        await using var timer = time.CreateTimer(_ => fired.TrySetResult(time.Elapsed), null, Minute, Timeout.InfiniteTimeSpan);
        clock.Beat(ClockParticipant.Tests);
        Wait(Late);
        clock.Beat(ClockParticipant.Tests);
        clock.Renew();

        Assert.IsGreaterThanOrEqualTo(Minute, await fired.Task);
    }

    private SharedClock Create()
    {
        SharedClock.Create(_file, Factor);
        return SharedClock.Open(_file);
    }

    private static void Wait(TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(start) >= time);
    }

    // The wall clock is read before and after each reading, so that the test does not depend on how long that takes.
    private static void ShouldAdvance(SharedClock clock, double speed)
    {
        var before = Stopwatch.GetTimestamp();
        var start = clock.Read();
        var after = Stopwatch.GetTimestamp();
        Wait(Late);
        var (shortest, end) = (Stopwatch.GetElapsedTime(after), clock.Read());
        var longest = Stopwatch.GetElapsedTime(before);

        var passed = Stopwatch.GetElapsedTime(start, end);
        Assert.IsGreaterThanOrEqualTo(shortest * speed, passed + Precision);
        Assert.IsLessThanOrEqualTo(longest * speed, passed - Precision);
    }
}
