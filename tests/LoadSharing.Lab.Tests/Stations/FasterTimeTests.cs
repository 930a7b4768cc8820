using System.Globalization;
using LoadSharing.Lab.Bridges;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Stations;

/// <summary><c>--time-factor</c> on a native program: this repo's firmware, which knows nothing of it here, under libfaketime.</summary>
[TestClass]
public sealed class FasterTimeTests : LabTest
{
    private const double Factor = 10;

    // More than clocks of one machine differ, and less than the first 4 s of such a firmware.
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(30);

    [TestMethod]
    public Task Firmware_UnderTheLibrary_LivesFaster() => LivesFasterAsync(IsolationKind.Host, "--mdns-link 239.86.255.254:16999");

    [TestMethod]
    [NamespaceCondition]
    public Task Firmware_UnderTheLibraryInANamespace_LivesFaster() => LivesFasterAsync(IsolationKind.Namespace, "");

    private async Task LivesFasterAsync(IsolationKind isolation, string link)
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
            "the firmware's clock is ahead of the wall clock, from which it began",
            async () =>
            {
                var status = await StationHttp.GetAsync(fleet.Stations[0].FirmwareUrl, "loadsharing/status", Token);
                var ahead = DateTimeOffset.Parse(status.GetProperty("computed_at").GetString()!, CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow;
                return ahead > Ahead ? null : $"it is ahead by {ahead}";
            },
            Token);
        var ids = lab.Manifest.OfType<ProcessEntry>().SelectMany(entry => new[] { entry.Process.Id, ProcessTree.Innermost(entry.Process).Id }).ToList();

        await lab.GoDownAsync();

        Assert.IsEmpty(
            Directory.GetFiles("/dev/shm").Where(file =>
                ids.Exists(id => file.EndsWith($"_{id.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal))),
            "The library's files are left");
    }
}
