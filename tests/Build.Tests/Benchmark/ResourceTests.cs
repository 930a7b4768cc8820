using Build.Benchmark;

namespace Build.Tests.Benchmark;

[TestClass]
public sealed class ResourceTests : BuildTest
{
    private static readonly ProcessIdentity One = new(1, "one");
    private static readonly ProcessIdentity Two = new(2, "two");

    [TestMethod]
    public void Used_NoSample_IsZero() => Assert.AreEqual(new Resources(0, 0, 0), new ResourceMeter().Used);

    [TestMethod]
    public void Used_SeveralSamples_IsPeakMemoryAndTotalProcessorTime()
    {
        var meter = new ResourceMeter();

        meter.Add(100, [new ProcessSample(One, 30, 0.5)]);
        meter.Add(120, [new ProcessSample(One, 20, 0.75), new ProcessSample(Two, 25, 0.25)]);
        meter.Add(90, [new ProcessSample(Two, 40, 1)]);

        Assert.AreEqual(new Resources(120, 45, 1.75), meter.Used);
    }

    // An exited process has neither; its earlier consumption still counts.
    [TestMethod]
    public void Used_ProcessExitedMeanwhile_KeepsItsValues()
    {
        var meter = new ResourceMeter();

        meter.Add(0, [new ProcessSample(One, 30, 0.5)]);
        meter.Add(0, [new ProcessSample(One, 0, 0)]);

        Assert.AreEqual(new Resources(0, 30, 0.5), meter.Used);
    }

    [TestMethod]
    public void Stations_ProcessesOfALab_ExcludeTheSuite()
    {
        var session = Session.Begin("Test", Environment.CurrentDirectory, Keep(new Scratch()).Path, new LabTimeouts(TimeoutFactors.Generous));
        Keep(new EndOf(session));
        var stations = new[] { Keep(ForeignProcess.Start()).Identity, Keep(ForeignProcess.Start()).Identity };
        session.Record(new ProcessEntry(stations[0], "station-0", "firmware"));
        session.Record(new ProcessEntry(stations[1], "station-0", "emulator"));
        session.Record(new ProcessEntry(Keep(ForeignProcess.Start()).Identity, ProcessEntry.Suite, "suite"));

        var looks = ResourceSampler.Stations(ProcessIdentity.Current);

        Expect.Set(looks.Select(look => look.Process), stations);
        Assert.IsTrue(looks.All(look => look.Megabytes > 0.5), string.Join(", ", looks));
    }

    private sealed class EndOf(Session session) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await session.EndAsync();
    }
}
