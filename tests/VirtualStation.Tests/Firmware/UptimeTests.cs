using StationTime;
using VirtualStation.Firmware;

namespace VirtualStation.Tests.Firmware;

[TestClass]
public sealed class UptimeTests
{
    private const uint SecondBeforeRollover = uint.MaxValue - 999;

    [TestMethod]
    public void Milliseconds_AfterTheRollover_BeginAgain() => Assert.IsLessThan(5000u, AfterRollover().Milliseconds);

    [TestMethod]
    public void Since_AMomentBeforeTheRollover_IsTheTimeInBetween() =>
        Assert.IsInRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6), AfterRollover().Since(SecondBeforeRollover));

    private static Uptime AfterRollover() => new(new SimulatedTime(1) { Start = TimeSpan.FromMilliseconds(uint.MaxValue + 1001.0) });
}
