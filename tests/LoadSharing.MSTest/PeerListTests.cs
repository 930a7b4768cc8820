using RestSharp;

namespace LoadSharing.MSTest;

[LoadSharingTestClass, TestCategory(Endpoint.Peers)]
public sealed class PeerListTests : LoadSharingTest
{
    [TestMethod, TestCategory(Category.Seed)]
    public async Task PeersInitialState_FreshStation_ListsNoOtherStation()
    {
        var fleet = await FreshFleetAsync(1);

        var peers = await fleet[0].GetPeersAsync();

        peers.ShouldListNoOtherHost();
    }

    [TestMethod]
    public async Task Peers_FreshStation_ListsItselfByContract()
    {
        var fleet = await FreshFleetAsync(1);

        var peers = await fleet[0].GetPeersAsync();

        peers.ShouldListItself();
    }

    [TestMethod, TestCategory(Category.Seed)]
    public async Task PeersResponseStructure_RowsOfEachKind_HaveTheContractsFields()
    {
        var fleet = await FleetAsync(2);
        var first = fleet[0];
        await fleet.DiscoverAsync();
        await first.JoinAsync(UnknownHost);

        var rows = (await first.SendAsync(Method.Get, "/loadsharing/peers")).ShouldBeJson().EnumerateArray().ToList();

        rows.Should().HaveCountGreaterThan(1);
        foreach (var (index, row) in rows.Index())
        {
            row.ShouldHaveExactly(Contract.PeerFields, $"row {index} of the peer list");
        }
    }

    [TestMethod, TestCategory(Category.Seed)]
    public async Task ErrorResponseStructure_RefusedRequest_HasOnlyAMsg()
    {
        var station = await StationAsync();

        var refusedAdd = await station.SendAsync(Method.Post, "/loadsharing/peers", "{}");
        var refusedDelete = await station.DeletePeerAsync(UnknownHost);

        refusedAdd.ShouldBe(HttpStatusCode.BadRequest);
        refusedDelete.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestMethod]
    public async Task Peers_OtherMethod_IsNotAllowed()
    {
        var station = await StationAsync();

        foreach (var method in (Method[])[Method.Put, Method.Patch, Method.Options])
        {
            var response = await station.SendAsync(method, "/loadsharing/peers");

            response.ShouldBe(HttpStatusCode.MethodNotAllowed, "Method not allowed");
        }
    }

    [TestMethod]
    public async Task Peers_Head_IsNotAllowed()
    {
        var station = await StationAsync();

        var response = await station.SendAsync(Method.Head, "/loadsharing/peers");

        response.Status.Should().Be(HttpStatusCode.MethodNotAllowed);
        response.ContentType.Should().StartWith("application/json");
        response.Body.Should().BeEmpty();
    }
}
