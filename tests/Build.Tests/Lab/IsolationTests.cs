using LoadSharing.Lab.Sessions;
using Build.Tests.Support;

namespace Build.Tests.Lab;

[TestClass]
public sealed class IsolationTests : BuildTest
{
    [TestMethod]
    public async Task Fleets_LeasedAtTheSameTime_SeeExactlyThemselves()
    {
        var lab = await StartLabAsync();
        var fleets = await Task.WhenAll(lab.Api.LeaseAsync(2, Token), lab.Api.LeaseAsync(3, Token));

        await Task.WhenAll(fleets.Select(SeeEachOtherAsync));

        // Each list once more, now that every station of both fleets is known to be on its link.
        await Task.WhenAll(fleets.Select(SeeEachOtherAsync));
    }

    [TestMethod]
    public async Task TwoLabs_AtOnce_MeetNeitherInSlotsNorOnTheLink()
    {
        var (one, other) = (await StartLabAsync(), await StartLabAsync());
        var fleets = await Task.WhenAll(one.Api.LeaseAsync(2, Token), other.Api.LeaseAsync(2, Token));

        CollectionAssert.AllItemsAreUnique(fleets.SelectMany(fleet => fleet.Stations).Select(station => station.Name).ToList());
        await Task.WhenAll(fleets.Select(SeeEachOtherAsync));

        await one.GoDownAsync();

        await SeeEachOtherAsync(fleets[1]);
        Assert.IsEmpty((await other.Api.FleetAsync(fleets[1].Id, Token)).Exited);
        Assert.IsEmpty(one.Processes, Marked.Describe(one.Processes));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task TwoBuilds_OfTwoCheckouts_MeetNeitherInSlotsNorWhenOneGoesDown()
    {
        var machine = Keep(new Scratch());
        var (one, other) = (NewCheckout(sessions: machine.Path), NewCheckout(sessions: machine.Path));
        var (oneUp, otherUp) = (one.Start("--target=Up"), other.Start("--target=Up"));
        await oneUp.PrintsAsync("Ctrl-C ends it.", Token);
        await otherUp.PrintsAsync("Ctrl-C ends it.", Token);
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

    private Task SeeEachOtherAsync(LeaseDocument fleet) => StationHttp.SeeEachOtherAsync(
        [.. fleet.Stations.Select(station => station.FirmwareUrl)], [.. fleet.Stations.Select(station => station.Hostname)], Token);

    private Task SeeEachOtherAsync(List<StationEntry> stations) => StationHttp.SeeEachOtherAsync(
        [.. stations.Select(station => new Uri(station.FirmwareUrl))],
        [.. stations.Select(station => $"openevse-native-{station.Name.Split('-')[1]}")],
        Token);
}
