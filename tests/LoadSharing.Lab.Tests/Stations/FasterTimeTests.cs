using LoadSharing.Lab.Bridges;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Firmware;

namespace LoadSharing.Lab.Tests.Stations;

/// <summary><c>--time-factor</c> for a native program: the virtual firmware under libfaketime.</summary>
[TestClass]
public sealed class FasterTimeTests : LabTest
{
    private const double Factor = 10;

    // More than clocks of one machine differ, and less than the first 4 s of such a firmware.
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30);

    [TestMethod]
    public Task Firmware_OnTheHost_HasFasterTime() => HasFasterTimeAsync(IsolationKind.Host, "--mdns-link 239.86.255.254:16999");

    [TestMethod]
    [NamespaceCondition]
    public Task Firmware_InANamespace_HasFasterTime() => HasFasterTimeAsync(IsolationKind.Namespace, "");

    [TestMethod]
    public void Description_FasterTime_NamesTheFactor()
    {
        Assert.AreEqual("virtual stations", StationKinds.Virtual.Description);
        Assert.AreEqual("virtual stations, time x 2.5", StationKinds.Of(new VirtualStationProgram(VirtualStation.Program) { TimeFactor = 2.5 }).Description);
    }

    [TestMethod]
    public void Environment_Factor_LoadsTheLibrary()
    {
        if (FakeTime.Library is not { } library)
        {
            Assert.ThrowsExactly<LabException>(() => FakeTime.Environment(2.5));
            return;
        }

        var environment = FakeTime.Environment(2.5);
        Assert.AreEqual(library, environment["LD_PRELOAD"]);
        Assert.AreEqual("+0 x2.5", environment["FAKETIME"]);
    }

    private async Task HasFasterTimeAsync(IsolationKind isolation, string link)
    {
        if (FakeTime.Library is null)
        {
            Assert.Inconclusive("libfaketime is not installed.");
        }

        var program = await Namespaces.FirmwareAsync(Keep(new Scratch()), $"set -- \"$@\" {link}", Token);
        var lab = await StartLabAsync(new StationKind(new NoEmulator(), new NoBridge(), new NativeFirmware(program, Factor)) { Isolation = isolation });
        var fleet = await lab.Api.LeaseAsync(1, Token);
        Assert.Contains(", time x 10", fleet.Tested);

        await Eventually.HoldsAsync(
            "the firmware's clock is ahead of the wall clock",
            async () =>
            {
                var status = await StationHttp.GetAsync(fleet.Stations[0].FirmwareUrl, "loadsharing/status", Token);
                var ahead = DateTimeOffset.Parse(status.GetProperty("computed_at").GetString()!) - DateTimeOffset.UtcNow;
                return ahead > Ahead ? null : $"it is ahead by {ahead}";
            },
            Token);
        var ids = lab.Manifest.OfType<ProcessEntry>().SelectMany(entry => new[] { entry.Process.Id, ProcessTree.Innermost(entry.Process).Id }).ToList();

        await lab.StopAsync();

        Assert.IsEmpty(
            Directory.GetFiles("/dev/shm").Where(file =>
                ids.Exists(id => file.EndsWith($"_{id}", StringComparison.Ordinal))),
            "Files of the library remain");
    }
}
