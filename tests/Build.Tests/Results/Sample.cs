namespace Build.Tests.Results;

/// <summary>Results that tests of reports are about.</summary>
internal static class Sample
{
    public static TestResult Passed { get; } = new("N.Suite", "Passes", TestOutcome.Passed, TimeSpan.FromSeconds(1.25), "");

    public static TestResult Failed { get; } = new(
        "N.Suite", "Fails (2)", TestOutcome.Failed, TimeSpan.FromSeconds(2), "Expected <a> | seen b & c\nsecond line");

    public static TestResult Skipped { get; } = new("N.Suite", "Is skipped", TestOutcome.Skipped, TimeSpan.Zero, "");

    /// <summary>The timeline of <see cref="Failed"/>.</summary>
    public static TimelineDocument Timeline { get; } = new(
        "N.Suite.Fails (2)",
        4,
        [new TimelineStation("first", "station-7", "garage.local")],
        [
            new TimelineEvent(1, 2, "first", TimelineEventKind.Change, "POST /loadsharing/peers {\"host\":\"<b>\"}", "→ 200 {\"msg\":\"done\"}"),
            new TimelineEvent(2, 2, "mDNS", TimelineEventKind.Packet, "127.0.0.1:5353 query _openevse._tcp.local PTR", ""),
            new TimelineEvent(3, null, "first", TimelineEventKind.Read, "GET /loadsharing/peers", "→ no answer yet"),
        ],
        [new LogEnd("first", "Firmware", ["HTTP POST <i>"])],
        ["station-7.firmware.log"]);
}
