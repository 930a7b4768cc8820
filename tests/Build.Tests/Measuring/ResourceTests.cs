using LoadSharing.Lab.Sessions;
using Build.Suite.Measuring;
using Build.Tests.Support;

namespace Build.Tests.Measuring;

[TestClass]
public sealed class ResourceTests : BuildTest
{
    private static readonly ProcessIdentity One = new(1, "one");
    private static readonly ProcessIdentity Two = new(2, "two");

    [TestMethod]
    public void Taken_OfNothing_IsNothing() => Assert.AreEqual(new Resources(0, 0, 0), new ResourceMeter().Taken);

    [TestMethod]
    public void Taken_OfSeveralLooks_IsTheMostMemoryAtOneTimeAndTheProcessorTimeOfAll()
    {
        var meter = new ResourceMeter();

        meter.Add(100, [new ProcessLook(One, 30, 0.5)]);
        meter.Add(120, [new ProcessLook(One, 20, 0.75), new ProcessLook(Two, 25, 0.25)]);
        meter.Add(90, [new ProcessLook(Two, 40, 1)]);

        Assert.AreEqual(new Resources(120, 45, 1.75), meter.Taken);
    }

    // Seen as ended, a process has neither; what it took stays.
    [TestMethod]
    public void Taken_OfAProcessThatEndedBetweenListAndLook_KeepsWhatItTook()
    {
        var meter = new ResourceMeter();

        meter.Add(0, [new ProcessLook(One, 30, 0.5)]);
        meter.Add(0, [new ProcessLook(One, 0, 0)]);

        Assert.AreEqual(new Resources(0, 30, 0.5), meter.Taken);
    }

    [TestMethod]
    public async Task Stations_OfALab_AreTheProcessesOfItsStationsWithTheirMemory()
    {
        var lab = await StartLabAsync(Kinds.OwnProcesses);
        await lab.Api.LeaseAsync(2, Token);

        var looks = ResourceSampler.Stations(ProcessIdentity.Current);

        var listed = lab.Manifest.OfType<ProcessEntry>().Select(entry => entry.Process).ToArray();
        Assert.HasCount(4, listed, "Two firmwares and two emulators");
        CollectionAssert.IsSubsetOf(listed, looks.Select(look => look.Process).ToArray());
        Assert.IsTrue(looks.All(look => look.Megabytes > 1), string.Join(", ", looks));
    }
}
