using System.Text.Json;
using RestSharp;

namespace LoadSharing.MSTest;

[LoadSharingTestClass, TestCategory(Endpoint.Peers)]
public sealed class AddPeerTests : LoadSharingTest
{
    [TestMethod, TestCategory(Category.Seed)]
    public async Task AddPeerManual_UnknownHost_IsJoinedOffline()
    {
        var station = await StationAsync();

        var response = await station.AddPeerAsync(UnknownHost);

        response.ShouldBe(HttpStatusCode.OK, "done");
        var peer = await station.GetPeerAsync(UnknownHost);
        peer.ShouldBe(joined: true, online: false);
    }

    [TestMethod]
    public async Task AddPeer_UnknownHost_HasNoDeviceId()
    {
        var station = await StationAsync();

        await station.JoinAsync(UnknownHost);

        var peer = await station.GetPeerAsync(UnknownHost);
        peer.Id.Should().Be(Contract.Expect(v202602: "unknown", v202607: ""));
    }

    [TestMethod]
    public async Task AddPeer_UnknownHost_AddsOneRow()
    {
        var station = await StationAsync();

        await station.JoinAsync(UnknownHost);

        var peers = await station.GetPeersAsync();
        peers.ShouldListOnly(UnknownHost);
    }

    [TestMethod]
    public async Task AddPeer_UnknownHost_LeavesOwnRowUnchanged()
    {
        var station = await StationAsync();

        await station.JoinAsync(UnknownHost);

        var peers = await station.GetPeersAsync();
        peers.ShouldListItself();
    }

    [TestMethod, TestCategory(Category.Seed)]
    public async Task AddPeerDuplicate_JoinedHost_IsAnsweredByContract()
    {
        var station = await StationAsync();
        await station.JoinAsync(UnknownHost);

        var response = await station.AddPeerAsync(UnknownHost);

        response.ShouldBe(Contract.AddJoinedHost);
    }

    [TestMethod]
    public async Task AddPeer_JoinedHost_LeavesListUnchanged()
    {
        var station = await StationAsync();
        var hosts = UnknownHosts(3);
        foreach (var host in hosts)
        {
            await station.JoinAsync(host);
        }

        var before = await station.GetPeersAsync();

        await station.AddPeerAsync(hosts[1], reciprocal: false);

        var after = await station.GetPeersAsync();
        after.ShouldEqual(before);
    }

    [TestMethod]
    public async Task AddPeer_HostOfEachKind_IsListedAsGiven()
    {
        var station = await StationAsync();

        foreach (var host in Hosts.OfEachKind)
        {
            await station.JoinAsync(host);
        }

        var peers = await station.GetPeersAsync();
        peers.ShouldListOnly(Hosts.OfEachKind);
    }

    [TestMethod]
    public async Task AddPeer_HostOfEachKind_IsJoinedOffline()
    {
        var station = await StationAsync();

        foreach (var host in Hosts.OfEachKind)
        {
            await station.JoinAsync(host);
            var peer = await station.GetPeerAsync(host);
            peer.ShouldBe(joined: true, online: false);
        }
    }

    [TestMethod]
    public async Task AddPeer_BlanksAroundHost_AreTrimmed()
    {
        var station = await StationAsync();

        await station.JoinAsync($" \t{UnknownHost}\r\n ");

        var peers = await station.GetPeersAsync();
        peers.ShouldListOnly(UnknownHost);
    }

    [TestMethod]
    public async Task AddPeer_BlanksAroundJoinedHost_IsADuplicate()
    {
        var station = await StationAsync();
        await station.JoinAsync(UnknownHost);

        var response = await station.AddPeerAsync($"  {UnknownHost}  ");

        response.ShouldBe(Contract.AddJoinedHost);
    }

    [TestMethod]
    [DataRow("text/plain")]
    [DataRow("application/x-www-form-urlencoded")]
    [DataRow("application/octet-stream")]
    public async Task AddPeer_OtherContentType_IsReadAsJson(string contentType)
    {
        var station = await StationAsync();
        var body = JsonSerializer.Serialize(new { host = UnknownHost, reciprocal = false });

        var response = await station.SendAsync(Method.Post, "/loadsharing/peers", body, contentType);

        response.ShouldBe(Answer.Done);
        var peer = await station.GetPeerAsync(UnknownHost);
        peer.ShouldBe(joined: true);
    }

    [TestMethod]
    public async Task AddPeer_TwoSpellingsOfAHost_AreTwoRows()
    {
        var station = await StationAsync();

        await station.JoinAsync("no-such-charger.local");
        await station.JoinAsync("No-Such-Charger.local");

        var peers = await station.GetPeersAsync();
        peers.ShouldListOnly("no-such-charger.local", "No-Such-Charger.local");
    }

    [TestMethod]
    public async Task AddPeer_DeletedHost_IsJoinedAgain()
    {
        var station = await StationAsync();
        await station.JoinAsync(UnknownHost);
        await station.DeletePeerAsync(UnknownHost);

        await station.JoinAsync(UnknownHost);

        var peer = await station.GetPeerAsync(UnknownHost);
        peer.ShouldBe(joined: true, online: false);
    }

    [TestMethod]
    public async Task AddPeer_OwnHost_IsAnsweredByContract()
    {
        var station = await StationAsync();

        var response = await station.AddPeerAsync(station.LocalName);

        response.ShouldBe(Contract.AddOwnHost);
    }

    [TestMethod]
    public async Task AddPeer_OwnHostInCapitals_IsAnsweredByContract()
    {
        var station = await StationAsync();

        var response = await station.AddPeerAsync(station.LocalName.ToUpperInvariant());

        response.ShouldBe(Contract.AddOwnHost);
    }

    [TestMethod]
    public async Task AddPeer_OwnHost_IsListedByContract()
    {
        var station = await StationAsync();

        await station.AddPeerAsync(station.LocalName);

        var peers = await station.GetPeersAsync();
        peers.Only(station).ShouldBe(joined: true, online: Contract.Expect<bool?>(v202602: null, v202607: true));
    }

    [TestMethod]
    public async Task AddPeer_BodyNotJson_IsRefused()
    {
        var station = await StationAsync();

        foreach (var body in (string[])["{bad", "", "host=a.local"])
        {
            var response = await station.SendAsync(Method.Post, "/loadsharing/peers", body);

            response.ShouldBe(HttpStatusCode.BadRequest, "Invalid JSON");
        }
    }

    [TestMethod]
    public async Task AddPeer_BodyLongerThanAnyHost_IsRefused()
    {
        var station = await StationAsync();

        var response = await station.AddPeerAsync($"{new string('a', 4000)}.local");

        response.ShouldBe(HttpStatusCode.BadRequest, "Invalid JSON");
    }

    [TestMethod]
    public async Task AddPeer_WithoutHost_IsRefused()
    {
        var station = await StationAsync();

        foreach (var body in (string[])["{}", "[]", "null", """{"name":"a.local"}"""])
        {
            var response = await station.SendAsync(Method.Post, "/loadsharing/peers", body);

            response.ShouldBe(HttpStatusCode.BadRequest, "Missing required 'host' parameter");
        }
    }

    [TestMethod]
    public async Task AddPeer_BlankHost_IsRefused()
    {
        var station = await StationAsync();

        foreach (var host in (string[])["", "   ", "\t\n"])
        {
            var response = await station.AddPeerAsync(host);

            response.ShouldBe(HttpStatusCode.BadRequest, "Host cannot be empty");
        }
    }

    [TestMethod]
    public async Task AddPeer_HostWithoutDomain_IsRefused()
    {
        var station = await StationAsync();

        foreach (var body in (string[])["""{"host":"nodots"}""", """{"host":null}""", """{"host":42}"""])
        {
            var response = await station.SendAsync(Method.Post, "/loadsharing/peers", body);

            response.ShouldBe(HttpStatusCode.BadRequest, "Invalid host format - must contain domain or IP");
        }
    }

    [TestMethod]
    public async Task AddPeer_RefusedBodies_AddNoRow()
    {
        var station = await StationAsync();

        foreach (var body in (string[])["{bad", "{}", """{"host":" "}""", """{"host":"nodots"}""", $$"""{"host":"{{new string('a', 4000)}}.local"}"""])
        {
            await station.SendAsync(Method.Post, "/loadsharing/peers", body);
        }

        var peers = await station.GetPeersAsync();
        peers.ShouldListNoOtherHost();
    }
}
