using System.Text.Json;
using RestSharp;

namespace LoadSharing.MSTest;

/// <summary>What an add takes for a host, and what becomes of it in the list.</summary>
[TestClass]
public sealed class AddingTests : LoadSharingTest
{
    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Endpoints.Peer)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddAndDeletePeer_EachKindOfHost_IsListedAsGivenAndThenNotJoined()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        string[] hosts =
        [
            HostNames.NobodysIPv4(),
            $"{HostNames.NobodysIPv4()}:8001",
            HostNames.NobodysIPv6(),
            $"{HostNames.NobodysHost()}:8001",
            HostNames.LongestHost(),
        ];

        foreach (var host in hosts)
        {
            (await station.Peers.AddHereOnlyAsync(host)).MustAnswer(Answer.Done);
        }

        var peers = await station.Peers.ListAsync();
        foreach (var host in hosts)
        {
            peers.MustListOnce(host, joined: true, online: false);
        }

        peers.MustHold(fleet.Contract.FreshProblems(hosts.Aggregate(peers, (list, host) => list.Without(host)), station));

        foreach (var host in hosts)
        {
            (await station.Peers.DeleteAsync(host)).MustAnswer(Answer.Done);
            (await station.Peers.DeleteAsync(host)).MustAnswer(Answer.NotFound);
        }

        var deleted = await station.Peers.ListAsync();
        deleted.MustHold(hosts.SelectMany(host => fleet.Contract.AfterDeleteProblems(deleted, host)));
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeer_BlanksAround_AreTrimmed()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        var host = HostNames.NobodysHost();

        (await station.Peers.AddHereOnlyAsync($" \t{host}\r\n ")).MustAnswer(Answer.Done);

        var peers = await station.Peers.ListAsync();
        peers.MustListOnce(host, joined: true, online: false);
        peers.MustHold(fleet.Contract.FreshProblems(peers.Without(host), station));
        (await station.Peers.AddHereOnlyAsync($"  {host}  ")).MustAnswer(fleet.Contract.Duplicate);
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeer_BodyLongerThanAnyHost_IsRefusedAndLeavesTheStationAlive()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];

        (await station.Peers.AddHereOnlyAsync($"{new string('a', 4000)}.local")).MustAnswer(HttpStatusCode.BadRequest, "Invalid JSON");

        var after = await station.Peers.ListAsync();
        after.MustHold(fleet.Contract.FreshProblems(after, station));
    }

    [ContractTest]
    [DataRow("text/plain")]
    [DataRow("application/x-www-form-urlencoded")]
    [DataRow("application/octet-stream")]
    [TestCategory(Endpoints.Peers)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeer_OtherContentType_IsReadAsJsonAllTheSame(string contentType)
    {
        var station = await LeaseStationAsync();
        var host = HostNames.NobodysHost();

        var body = JsonSerializer.Serialize(new { host, reciprocal = false });
        (await station.Firmware.SendAsync(Method.Post, PeerApi.Peers, body, contentType)).MustAnswer(Answer.Done);

        (await station.Peers.ListAsync()).MustListOnce(host, joined: true, online: false);
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeer_TwoSpellingsOfAHost_AreTwoRows()
    {
        var station = await LeaseStationAsync();
        var host = HostNames.NobodysHost();
        var otherSpelling = host.Replace("openevse", "OpenEVSE", StringComparison.Ordinal);

        (await station.Peers.AddHereOnlyAsync(host)).MustAnswer(Answer.Done);
        (await station.Peers.AddHereOnlyAsync(otherSpelling)).MustAnswer(Answer.Done);

        var peers = await station.Peers.ListAsync();
        peers.MustListOnce(host, joined: true, online: false);
        peers.MustListOnce(otherSpelling, joined: true, online: false);
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Endpoints.Peer)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeer_OwnHost_IsAnsweredByContractAndSoIsItsDelete()
    {
        var fleet = await LeaseAsync(1);
        var station = fleet.Stations[0];
        var host = $"{station.Hostname}.local";

        (await station.Peers.AddHereOnlyAsync(host)).MustAnswer(fleet.Contract.AddOwnHost);
        var added = await station.Peers.ListAsync();
        added.MustHold(fleet.Contract.AddedOwnHostProblems(added, station, host));

        (await station.Peers.DeleteAsync(host)).MustAnswer(fleet.Contract.DeleteOwnHost);
        var deleted = await station.Peers.ListAsync();
        deleted.MustHold(fleet.Contract.FreshProblems(deleted, station));
    }

    [ContractTest]
    [TestCategory(Endpoints.Peers)]
    [TestCategory(Endpoints.Peer)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task AddPeer_DiscoveredStationByItsAnnouncedName_IsThatStationsRow()
    {
        var fleet = await LeaseAsync(2);
        var (station, neighbour) = (fleet.Stations[0], fleet.Stations[1]);
        await fleet.DiscoverAndSettleAsync();

        // What it publishes, without the port that the listed host may have.
        var announced = $"{neighbour.Hostname}.local";
        (await station.Peers.AddHereOnlyAsync(announced)).MustAnswer(Answer.Done);
        (await station.Peers.ListAsync()).MustListOnce(neighbour, joined: true);

        (await station.Peers.DeleteAsync(announced)).MustAnswer(Answer.Done);
        (await station.Peers.ListAsync()).MustListOnce(neighbour, joined: false);
    }
}
