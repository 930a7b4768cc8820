using System.Buffers.Binary;

namespace Build.Tests.Suite;

/// <summary>The timelines of tests that passed, from a run with <c>--record=all</c>.</summary>
[TestClass]
public sealed class TimelineTests
{
    private static Checkout _checkout = null!;
    private static BuildResult _run = null!;

    public required TestContext TestContext { get; init; }

    private static TimelineDocument Timeline => TimelineOf(SuiteTests.Discovery);

    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        _checkout = new Checkout(Installation.Shared, sessions: null, context);
        _run = await _checkout.RunAsync("--target=IntegrationTests", "--instances=2", SuiteTests.Filter(SuiteTests.Discovery, SuiteTests.Ping), "--record=all");
    }

    [ClassCleanup]
    public static Task DeleteCheckoutAsync() => _checkout.DisposeAsync().AsTask();

    [TestMethod]
    [DataRow(TimelineEventKind.Read, "first", "GET /loadsharing/peers")]
    [DataRow(TimelineEventKind.Change, "second", "POST /loadsharing/discover")]
    [DataRow(TimelineEventKind.Wait, "test", "discover until () => ShouldListEachOtherAsync()")]
    [DataRow(TimelineEventKind.Log, "first firmware", "HTTP POST /loadsharing/discover 200")]
    [DataRow(TimelineEventKind.Packet, "mDNS", "query _openevse._tcp.local PTR")]
    public void Timeline_OfADiscovery_HasEachKindOfEvent(TimelineEventKind kind, string lane, string text) => Assert.Contains(
        item => item.Kind == kind && item.Lane == lane && item.Text.Contains(text, StringComparison.Ordinal),
        Timeline.Events,
        string.Join('\n', Timeline.Events));

    [TestMethod]
    [DataRow("first", "/ws → test: {")]
    [DataRow("first firmware", "/ws from a client: {\"ping\":1}")]
    public void Timeline_OfAPing_HasTheFramesOfBothDirections(string lane, string text) => Assert.Contains(
        item => item.Kind == TimelineEventKind.Frame && item.Lane == lane && item.Text.StartsWith(text, StringComparison.Ordinal),
        TimelineOf(SuiteTests.Ping).Events);

    [TestMethod]
    public void Timeline_OfADiscovery_HasNoEventOutsideOfTheTest()
    {
        var timeline = Timeline;

        Assert.IsEmpty(timeline.Events.Where(item => item.Start < 0 || item.Start > timeline.EndedAt), $"The test took {timeline.EndedAt} s");
    }

    [TestMethod]
    public async Task Packets_OfADiscovery_AreInAPcapFile()
    {
        var path = Path.Combine(_checkout.Results, "timelines", Timeline.Directory, "packets.pcap");
        var file = await File.ReadAllBytesAsync(path, TestContext.CancellationToken);

        var ports = new List<int>();
        for (var (header, length) = (24, 0); header < file.Length; header += 16 + length)
        {
            length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(header + 8));
            ports.Add(BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(header + 16 + 22)));
        }

        Assert.AreEqual(Timeline.Events.Count(item => item.Kind == TimelineEventKind.Packet), ports.Count);
        Assert.IsTrue(ports.TrueForAll(port => port == 5353), "Wireshark recognizes mDNS by this port");
    }

    [TestMethod]
    public async Task Report_OfTheRun_HasTheTimeline()
    {
        var report = await File.ReadAllTextAsync(Path.Combine(_checkout.Results, "report.html"), TestContext.CancellationToken);

        Assert.Contains($"<summary>Timeline of {Timeline.Test}</summary>", report);
    }

    private static TimelineDocument TimelineOf(string test) => Assert.ContainsSingle(
        timeline => timeline.Test.Contains(test, StringComparison.Ordinal), new ResultFiles(_checkout.Results).ReadTimelines(), _run.ToString());
}
