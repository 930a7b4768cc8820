using RestSharp;

namespace LoadSharing.MSTest;

[LoadSharingTestClass, TestCategory(Endpoint.Peer)]
public sealed class DeletePeerTests : LoadSharingTest
{
    [TestMethod, TestCategory(Category.Seed)]
    public async Task DeletePeer_JoinedPeer_IsNoLongerJoined()
    {
        var station = await StationAsync();
        await station.JoinAsync(UnknownHost);

        var response = await station.DeletePeerAsync(UnknownHost);

        response.ShouldBe(Answer.Done);
        var peers = await station.GetPeersAsync();
        peers.ShouldHaveDeleted(UnknownHost);
    }

    [TestMethod]
    public async Task DeletePeer_HostOfEachKind_IsNoLongerJoined()
    {
        var station = await StationAsync();
        foreach (var host in Hosts.OfEachKind)
        {
            await station.JoinAsync(host);

            await station.DeletePeerAsync(host);

            var peers = await station.GetPeersAsync();
            peers.ShouldHaveDeleted(host);
        }
    }

    [TestMethod]
    public async Task DeletePeer_Twice_IsNotFound()
    {
        var station = await StationAsync();
        foreach (var host in Hosts.OfEachKind)
        {
            await station.JoinAsync(host);
            await station.DeletePeerAsync(host);

            var response = await station.DeletePeerAsync(host);

            response.ShouldBe(Answer.PeerNotFound);
        }
    }

    [TestMethod, TestCategory(Category.Seed)]
    public async Task DeleteNonexistentPeer_UnknownHost_IsNotFound()
    {
        var station = await StationAsync();

        foreach (var host in (string[])[UnknownHost, "nodots"])
        {
            var response = await station.DeletePeerAsync(host);

            response.ShouldBe(Answer.PeerNotFound);
        }
    }

    [TestMethod]
    public async Task DeletePeer_UnknownHost_LeavesListUnchanged()
    {
        var station = await StationAsync();
        await station.JoinAsync(UnknownHost);
        var before = await station.GetPeersAsync();

        await station.DeletePeerAsync("no-such-charger-2.local");

        var after = await station.GetPeersAsync();
        after.ShouldEqual(before);
    }

    [TestMethod]
    public async Task DeletePeer_OneOfSeveral_LeavesOthersUnchanged()
    {
        var station = await StationAsync();
        // The others begin or end like the deleted host, which is neither the first nor the last.
        string[] others = [$"{UnknownHost}.example", $"a{UnknownHost}", $"{UnknownHost}:8001", "127.9.8.7"];
        foreach (var host in (string[])[.. others[..2], UnknownHost, .. others[2..]])
        {
            await station.JoinAsync(host);
        }

        await station.DeletePeerAsync(UnknownHost);

        var peers = await station.GetPeersAsync();
        foreach (var host in others)
        {
            peers.Only(host).ShouldBe(joined: true, online: false);
        }
    }

    [TestMethod]
    public async Task DeletePeer_OneOfSeveral_IsNoLongerJoined()
    {
        var station = await StationAsync();
        var hosts = UnknownHosts(3);
        foreach (var host in hosts)
        {
            await station.JoinAsync(host);
        }

        await station.DeletePeerAsync(hosts[1]);

        var peers = await station.GetPeersAsync();
        peers.ShouldHaveDeleted(hosts[1]);
    }

    [TestMethod]
    public async Task DeletePeer_PrefixOfJoinedHost_IsNotFound()
    {
        var station = await StationAsync();
        await station.JoinAsync(UnknownHost);

        var response = await station.DeletePeerAsync(UnknownHost[..^1]);

        response.ShouldBe(Answer.PeerNotFound);
    }

    [TestMethod]
    public async Task DeletePeer_PercentEncodedHost_IsAnsweredByContract()
    {
        var station = await StationAsync();
        foreach (var host in Hosts.ToEncode)
        {
            await station.JoinAsync(host);

            var response = await station.SendAsync(Method.Delete, $"/loadsharing/peers/{Uri.EscapeDataString(host)}");

            response.ShouldBe(Contract.Expect(v202602: Answer.PeerNotFound, v202607: Answer.Done));
        }
    }

    [TestMethod]
    public async Task DeletePeer_LiteralPlus_IsNotDecodedAsASpace()
    {
        var station = await StationAsync();
        await station.JoinAsync("a+b.local");

        var response = await station.SendAsync(Method.Delete, "/loadsharing/peers/a+b.local");

        response.ShouldBe(Answer.Done);
    }

    [TestMethod]
    public async Task DeletePeer_PercentEncodedHost_IsDeletedByContract()
    {
        var station = await StationAsync();
        foreach (var host in Hosts.ToEncode)
        {
            await station.JoinAsync(host);

            await station.SendAsync(Method.Delete, $"/loadsharing/peers/{Uri.EscapeDataString(host)}");

            // 2026-02 takes the encoded text for another host.
            var peer = await station.GetPeerAsync(host);
            peer.ShouldBe(joined: Contract.Expect(v202602: true, v202607: false));
        }
    }

    [TestMethod]
    public async Task DeletePeer_UndecodableHost_IsAnsweredByContract()
    {
        var station = await StationAsync();

        foreach (var host in (string[])["%zz", "a.local%4"])
        {
            var response = await station.SendAsync(Method.Delete, $"/loadsharing/peers/{host}");

            response.ShouldBe(Contract.Expect(v202602: Answer.PeerNotFound, v202607: new Answer(HttpStatusCode.BadRequest, "Invalid host")));
        }
    }

    [TestMethod]
    public async Task DeletePeer_OwnHost_IsAnsweredByContract()
    {
        var station = await StationAsync();

        foreach (var host in (string[])[station.LocalName, station.LocalName.ToUpperInvariant()])
        {
            var response = await station.DeletePeerAsync(host);

            response.ShouldBe(Contract.Expect(
                v202602: Answer.PeerNotFound,
                v202607: new Answer(HttpStatusCode.BadRequest, "Cannot remove local device from group")));
        }
    }

    [TestMethod]
    public async Task DeletePeer_AddedOwnHost_IsAnsweredByContract()
    {
        var station = await StationAsync();
        await station.AddPeerAsync(station.LocalName);

        var response = await station.DeletePeerAsync(station.LocalName);

        response.ShouldBe(Contract.Expect(v202602: Answer.Done, v202607: new Answer(HttpStatusCode.BadRequest, "Cannot remove local device from group")));
    }

    [TestMethod]
    public async Task DeletePeer_AddedOwnHost_LeavesOwnRow()
    {
        var station = await StationAsync();
        await station.AddPeerAsync(station.LocalName);

        await station.DeletePeerAsync(station.LocalName);

        var peers = await station.GetPeersAsync();
        peers.ShouldListItself();
    }

    [TestMethod]
    public async Task DeletePeer_WithoutHost_IsAnsweredByContract()
    {
        var station = await StationAsync();

        var response = await station.SendAsync(Method.Delete, "/loadsharing/peers");

        response.ShouldBe(Contract.Expect(
            v202602: new Answer(HttpStatusCode.NotImplemented, "Not implemented"),
            v202607: new Answer(HttpStatusCode.MethodNotAllowed, "Use DELETE /loadsharing/peers/{host}")));
    }

    [TestMethod]
    public async Task DeletePeer_EmptyHost_IsRefused()
    {
        var station = await StationAsync();

        var response = await station.SendAsync(Method.Delete, "/loadsharing/peers/");

        response.ShouldBe(HttpStatusCode.BadRequest, "Invalid path");
    }

    [TestMethod]
    public async Task DeletePeer_RefusedPaths_DeleteNoPeer()
    {
        var station = await StationAsync();
        await station.JoinAsync(UnknownHost);
        var before = await station.GetPeersAsync();

        foreach (var path in (string[])["/loadsharing/peers", "/loadsharing/peers/", "/loadsharing/peers/%zz"])
        {
            await station.SendAsync(Method.Delete, path);
        }

        var after = await station.GetPeersAsync();
        after.ShouldEqual(before);
    }

    [TestMethod]
    public async Task Peer_OtherMethod_IsNotAllowed()
    {
        var station = await StationAsync();

        foreach (var method in (Method[])[Method.Get, Method.Post, .. Contract.HasPriorities ? [] : (Method[])[Method.Put], Method.Patch, Method.Options])
        {
            var response = await station.SendAsync(method, $"/loadsharing/peers/{UnknownHost}");

            response.ShouldBe(HttpStatusCode.MethodNotAllowed);
        }
    }
}
