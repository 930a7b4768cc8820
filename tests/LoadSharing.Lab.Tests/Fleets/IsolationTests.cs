namespace LoadSharing.Lab.Tests.Fleets;

[TestClass]
public sealed class IsolationTests : LabTest
{
    [TestMethod]
    public async Task Fleets_LeasedAtTheSameTime_ListTheirOwnStationsOnly()
    {
        var lab = await StartLabAsync();
        var fleets = await Task.WhenAll(lab.Api.LeaseAsync(2, Token), lab.Api.LeaseAsync(3, Token));

        await Task.WhenAll(fleets.Select(SeeEachOtherAsync));

        // Each list once more, now that every station of both fleets is known to be on its link.
        await Task.WhenAll(fleets.Select(SeeEachOtherAsync));
    }

    [TestMethod]
    public async Task Labs_AtTheSameTime_ShareNoSlotOrLink()
    {
        var (one, other) = (await StartLabAsync(), await StartLabAsync());
        var fleets = await Task.WhenAll(one.Api.LeaseAsync(2, Token), other.Api.LeaseAsync(2, Token));

        CollectionAssert.AllItemsAreUnique(fleets.SelectMany(fleet => fleet.Stations).Select(station => station.Name).ToList());
        await Task.WhenAll(fleets.Select(SeeEachOtherAsync));

        await one.StopAsync();

        await SeeEachOtherAsync(fleets[1]);
        Assert.IsEmpty((await other.Api.FleetAsync(fleets[1].Id, Token)).Exited);
        Assert.IsEmpty(one.Processes, ProcessSearch.Describe(one.Processes));
    }

    private Task SeeEachOtherAsync(LeaseDocument fleet) => StationHttp.SeeEachOtherAsync(
        [.. fleet.Stations.Select(station => station.FirmwareUrl)], [.. fleet.Stations.Select(station => station.Hostname)], Token);
}
