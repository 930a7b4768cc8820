using Build.Tests.Support;
using LoadSharing.Lab.Sessions;
using LoadSharing.Tests;

namespace Build.Tests.Tasks;

/// <summary><c>--target=Up</c> beside other builds.</summary>
[TestClass]
public sealed class UpTests : BuildTest
{
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task Up_BesideAnotherLab_IsIndependent()
    {
        var machine = Keep(new Scratch());
        var (one, other) = (NewCheckout(sessions: machine.Path), NewCheckout(sessions: machine.Path));
        var (oneUp, otherUp) = (one.Start("--target=Up"), other.Start("--target=Up"));
        await oneUp.PrintsAsync("Ctrl-C stops it.", Token);
        await otherUp.PrintsAsync("Ctrl-C stops it.", Token);
        var stations = one.Sessions.ToDictionary(session => session.Owner.Checkout, session => session.Entries.OfType<StationEntry>().ToList());
        CollectionAssert.AllItemsAreUnique(stations.Values.SelectMany(entries => entries).Select(station => station.Name).ToList());
        await SeeEachOtherAsync(stations[one.Root]);
        await SeeEachOtherAsync(stations[other.Root]);

        var processes = one.Sessions.Single(session => session.Owner.Checkout == one.Root).Entries.OfType<ProcessEntry>().ToList();
        oneUp.Signal(Signals.Terminate);
        Assert.AreEqual(143, (await oneUp.ExitAsync(Token)).ExitCode);

        Assert.AreEqual(other.Root, Assert.ContainsSingle(one.Sessions).Owner.Checkout, "Another session is left than the one that is up");
        await SeeEachOtherAsync(stations[other.Root]);
        Assert.IsFalse(processes.Exists(entry => entry.Process.IsAlive), "A station of the one that went down runs on");

        otherUp.Signal(Signals.Terminate);
        Assert.AreEqual(143, (await otherUp.ExitAsync(Token)).ExitCode);
        one.IsClean();
    }

    [TestMethod]
    public async Task Status_LabIsUp_ListsItsStations()
    {
        var checkout = NewCheckout();
        await checkout.UpAsync("--stations=2");
        var session = Assert.ContainsSingle(checkout.Sessions);
        var process = Assert.ContainsSingle(session.Entries.OfType<ProcessEntry>()).Process.Id;

        var status = await checkout.RunAsync("--target=Status");

        foreach (var station in session.Entries.OfType<StationEntry>())
        {
            Assert.Contains($"  {station.Name}: firmware {station.FirmwareUrl}, emulator {station.EmulatorUrl}; in shared process {process}", status.Lines);
        }
    }

    private Task SeeEachOtherAsync(List<StationEntry> stations) => StationHttp.SeeEachOtherAsync(
        [.. stations.Select(station => new Uri(station.FirmwareUrl))],
        [.. stations.Select(station => $"openevse-native-{station.Name.Split('-')[1]}")],
        Token);
}
