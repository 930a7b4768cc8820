using RestSharp;

namespace LoadSharing.MSTest;

/// <summary><c>PUT /loadsharing/peers/{host}</c> sets the priority of a row, by which a controller shares out scarce current.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Peer)]
public sealed class PeerPriorityTests : LoadSharingTest
{
    private const string Peers = "/loadsharing/peers";

    private static readonly Answer InvalidJson = new(HttpStatusCode.BadRequest, "Invalid JSON");
    private static readonly Answer MissingPriority = new(HttpStatusCode.BadRequest, "Missing 'priority' field");

    [TestMethod]
    public async Task SetPriority_JoinedHost_IsDone()
    {
        var station = await StationWithPrioritiesAsync();
        await station.JoinAsync(UnknownHost);

        var response = await station.SetPriorityAsync(UnknownHost, 5);

        response.ShouldBe(Answer.Done);
    }

    [TestMethod]
    public async Task SetPriority_HostOfEachKind_IsListed()
    {
        var station = await StationWithPrioritiesAsync();
        foreach (var (index, host) in ((string[])[.. Hosts.OfEachKind, .. Hosts.ToEncode.Except(Hosts.OfEachKind)]).Index())
        {
            await station.JoinAsync(host);

            await station.SetPriorityAsync(host, index + 1);

            var peer = await station.GetPeerAsync(host);
            peer.ShouldHavePriority(index + 1);
        }
    }

    [TestMethod]
    public async Task SetPriority_LiteralPlus_IsNotDecodedAsASpace()
    {
        var station = await StationWithPrioritiesAsync();
        await station.JoinAsync("a+b.local");

        var response = await station.SendAsync(Method.Put, $"{Peers}/a+b.local", """{"priority":5}""");

        response.ShouldBe(Answer.Done);
    }

    [TestMethod]
    public async Task SetPriority_OneOfSeveral_ChangesNoOtherRow()
    {
        var station = await StationWithPrioritiesAsync();
        var hosts = UnknownHosts(3);
        foreach (var host in hosts)
        {
            await station.JoinAsync(host);
        }

        await station.SetPriorityAsync(hosts[1], 5);

        var peers = await station.GetPeersAsync();
        peers.Select(peer => (peer.Host, peer.Priority ?? 0))
            .Should().BeEquivalentTo([(station.LocalName, 0), (hosts[0], 0), (hosts[1], 5), (hosts[2], 0)]);
    }

    [TestMethod]
    public async Task SetPriority_DiscoveredStation_IsListed()
    {
        var (first, second) = await DiscoveredStationsWithPrioritiesAsync();
        var peer = await first.GetPeerAsync(second);

        await first.SetPriorityAsync(peer.Host, 5);

        (await first.GetPeerAsync(second)).ShouldHavePriority(5);
    }

    [TestMethod, TestCategory(Endpoint.Peers)]
    public async Task AddPeer_DiscoveredStation_KeepsItsPriority()
    {
        var (first, second) = await DiscoveredStationsWithPrioritiesAsync();
        var peer = await first.GetPeerAsync(second);
        await first.SetPriorityAsync(peer.Host, 5);

        await first.JoinAsync(peer.Host);

        (await first.GetPeerAsync(second)).ShouldHavePriority(5);
    }

    [TestMethod]
    public async Task SetPriority_EachSpellingOfTheStationItself_IsListed()
    {
        var station = await StationWithPrioritiesAsync();

        string[] spellings = [station.LocalName, station.Hostname, station.LocalName.ToUpperInvariant(), station.DeviceId];
        foreach (var (index, host) in spellings.Index())
        {
            (await station.SetPriorityAsync(host, index + 1)).ShouldBe(Answer.Done);

            var own = await station.GetPeerAsync(station);
            own.ShouldHavePriority(index + 1);
        }
    }

    [TestMethod]
    public async Task SetPriority_OtherSpellingOfAnotherStation_IsNotFound()
    {
        var (first, second) = await DiscoveredStationsWithPrioritiesAsync();

        foreach (var host in (string[])[second.DeviceId, Contract.SettledHost(second.Document).ToUpperInvariant()])
        {
            var response = await first.SetPriorityAsync(host, 5);

            response.ShouldBe(Answer.PeerNotFound);
        }
    }

    [TestMethod]
    public async Task SetPriority_UnknownHost_IsNotFound()
    {
        var station = await StationWithPrioritiesAsync();

        foreach (var host in (string[])[UnknownHost, "nodots"])
        {
            var response = await station.SetPriorityAsync(host, 5);

            response.ShouldBe(Answer.PeerNotFound);
        }
    }

    [TestMethod]
    public async Task SetPriority_EmptyHost_IsRefused()
    {
        var station = await StationWithPrioritiesAsync();

        var response = await station.SetPriorityAsync("", 5);

        response.ShouldBe(HttpStatusCode.BadRequest, "Invalid path");
    }

    [TestMethod]
    public async Task SetPriority_UndecodableHost_IsRefused()
    {
        var station = await StationWithPrioritiesAsync();

        foreach (var host in (string[])["%zz", "a.local%4"])
        {
            var response = await station.SendAsync(Method.Put, $"{Peers}/{host}", """{"priority":5}""");

            response.ShouldBe(HttpStatusCode.BadRequest, "Invalid host");
        }
    }

    // The body is read before the host is looked up.
    [TestMethod]
    public async Task SetPriority_BodyNotJson_IsRefused()
    {
        var station = await StationWithPrioritiesAsync();

        foreach (var body in (string[])["{bad", ""])
        {
            var response = await station.SendAsync(Method.Put, $"{Peers}/{UnknownHost}", body);

            response.ShouldBe(InvalidJson);
        }
    }

    [TestMethod]
    public async Task SetPriority_WithoutPriority_IsRefused()
    {
        var station = await StationWithPrioritiesAsync();

        foreach (var body in (string[])["{}", "[]", """{"Priority":5}"""])
        {
            var response = await station.SendAsync(Method.Put, $"{Peers}/{UnknownHost}", body);

            response.ShouldBe(MissingPriority);
        }
    }

    [TestMethod]
    [DataRow("-3", -3)]
    [DataRow("2.9", 2)]
    [DataRow("\"7\"", 7)]
    [DataRow("\"high\"", 0)]
    [DataRow("true", 1)]
    [DataRow("99999999999", 0)]
    public async Task SetPriority_ValueOfEachKind_IsConverted(string json, int expected)
    {
        var station = await StationWithPrioritiesAsync();
        await station.JoinAsync(UnknownHost);
        await station.SetPriorityAsync(UnknownHost, 5);

        await station.SendAsync(Method.Put, $"{Peers}/{UnknownHost}", $$"""{"priority":{{json}}}""");

        var peer = await station.GetPeerAsync(UnknownHost);
        peer.ShouldHavePriority(expected);
    }

    [TestMethod]
    public async Task SetPriority_RefusedRequests_ChangeNoPriority()
    {
        var station = await StationWithPrioritiesAsync();
        await station.JoinAsync(UnknownHost);
        await station.SetPriorityAsync(UnknownHost, 5);
        var before = await station.GetPeersAsync();

        await station.SendAsync(Method.Put, $"{Peers}/{UnknownHost}", "{bad");
        await station.SendAsync(Method.Put, $"{Peers}/{UnknownHost}", "{}");
        await station.SetPriorityAsync("nodots", 7);
        await station.SetPriorityAsync("", 7);

        var after = await station.GetPeersAsync();
        after.ShouldEqual(before);
    }

    // A member refuses before it reads the body.
    [TestMethod]
    [DataRow("""{"priority":5}""")]
    [DataRow("{}")]
    [DataRow("{bad")]
    public async Task SetPriority_OnMember_IsForbidden(string body)
    {
        var station = await StationWithPrioritiesAsync();
        await station.JoinAsync(UnknownHost);
        await station.SetConfigAsync(MemberTests.Member);

        foreach (var host in (string[])[UnknownHost, station.LocalName, "nodots"])
        {
            var response = await station.SendAsync(Method.Put, $"{Peers}/{host}", body);

            response.ShouldBe(Contract.ChangeOfMember);
        }
    }

    [TestMethod]
    public async Task SetPriority_OnMember_ChangesNoPriority()
    {
        var station = await StationWithPrioritiesAsync();
        await station.JoinAsync(UnknownHost);
        await station.SetConfigAsync(MemberTests.Member);

        await station.SetPriorityAsync(UnknownHost, 5);

        var peer = await station.GetPeerAsync(UnknownHost);
        peer.ShouldHavePriority(0);
    }

    [TestMethod, TestCategory(Endpoint.Status)]
    public async Task SetPriority_JoinedHost_IsInTheStatus()
    {
        var station = await StationWithPrioritiesAsync();
        await station.JoinAsync(UnknownHost);

        await station.SetPriorityAsync(UnknownHost, 5);

        var status = await station.GetStatusAsync();
        status.Of(UnknownHost).Peer.ShouldHavePriority(5);
    }

    [TestMethod]
    [DataRow(ProcessSignal.Terminate), DataRow(ProcessSignal.Kill)]
    public async Task Restart_Priorities_AreKept(ProcessSignal signal)
    {
        var station = await StationWithPrioritiesAsync();
        await station.JoinAsync(UnknownHost);
        await station.SetPriorityAsync(UnknownHost, 5);
        await station.SetPriorityAsync(station.LocalName, 7);

        await station.RestartAsync(signal);

        var peers = await station.GetPeersAsync();
        peers.Only(UnknownHost).ShouldHavePriority(5);
        peers.Only(station).ShouldHavePriority(7);
    }

    private async Task<(Station First, Station Second)> DiscoveredStationsWithPrioritiesAsync()
    {
        var fleet = await FleetAsync(2);
        Contract.SkipUnless(Contract.HasPriorities, "priorities of peers");
        await fleet.DiscoverUntilSettledAsync();
        return (fleet[0], fleet[1]);
    }

    private async Task<Station> StationWithPrioritiesAsync()
    {
        var station = await StationAsync();
        Contract.SkipUnless(Contract.HasPriorities, "priorities of peers");
        return station;
    }
}
