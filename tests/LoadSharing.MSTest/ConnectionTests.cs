using RestSharp;

namespace LoadSharing.MSTest;

/// <summary>
/// The hosts that a station contacts. It may only follow its joined peers and push the updates of <see cref="ReciprocalUpdateTests"/>. A listener, which a
/// request names in any place, shows each connection.
/// </summary>
[LoadSharingTestClass, TestCategory(Endpoint.Peers)]
public sealed class ConnectionTests : LoadSharingTest
{
    private const string List = "/loadsharing/peers";

    // Requests that name a host which is not a peer and does not become one.
    private static readonly Dictionary<string, Func<Station, string, Task>> Refused = new()
    {
        ["POST of broken JSON"] = (station, host) => station.SendAsync(Method.Post, List, $$"""{"host":"{{host}}" """),
        ["POST without host"] = (station, host) => station.SendAsync(Method.Post, List, $$"""{"peer":"{{host}}"}"""),
        ["POST of a URL in an array"] = (station, host) => station.SendAsync(Method.Post, List, $$"""["{{host}}"]"""),
        ["POST to a host"] = (station, host) => station.SendAsync(Method.Post, $"{List}/{host}", Body(host)),
        ["POST on a member"] = (station, host) => OnMemberAsync(station, () => station.AddPeerAsync(host)),
        ["PUT of the list"] = (station, host) => station.SendAsync(Method.Put, List, Body(host)),
        ["PATCH of the list"] = (station, host) => station.SendAsync(Method.Patch, List, Body(host)),
        ["PUT of a priority"] = (station, host) => station.SetPriorityAsync(host, 3),
        ["PATCH of a host"] = (station, host) => station.SendAsync(Method.Patch, $"{List}/{host}", Body(host)),
        ["DELETE of the list"] = (station, host) => station.SendAsync(Method.Delete, List, Body(host)),
        ["DELETE on a member"] = (station, host) => OnMemberAsync(station, () => station.DeletePeerAsync(host)),
        ["GET of a host"] = (station, host) => station.SendAsync(Method.Get, $"{List}/{host}"),
        ["GET of the list"] = (station, host) => station.SendAsync(Method.Get, $"{List}?host={host}"),
        ["GET of the status"] = (station, host) => station.SendAsync(Method.Get, $"/loadsharing/status?host={host}"),
        ["discover"] = (station, host) => station.SendAsync(Method.Post, "/loadsharing/discover", Body(host)),
    };

    // Requests of which a joined peer is not notified.
    private static readonly Dictionary<string, Func<Station, string, Task>> Silent = new()
    {
        ["POST of the peer"] = (station, host) => station.AddPeerAsync(host),
        ["POST of another host"] = (station, _) => station.AddPeerAsync(UnknownHost),
        ["POST of the own host"] = (station, _) => station.AddPeerAsync(station.LocalName),
        ["POST on a member"] = (station, host) => OnMemberAsync(station, () => station.AddPeerAsync(host)),
        ["PUT of a priority"] = (station, host) => station.SetPriorityAsync(host, 3),
        ["PATCH of the peer"] = (station, host) => station.SendAsync(Method.Patch, $"{List}/{host}", Body(host)),
        ["DELETE of another host"] = async (station, _) =>
        {
            await station.JoinAsync(UnknownHost);
            await station.DeletePeerAsync(UnknownHost);
        },
        ["DELETE of the list"] = (station, host) => station.SendAsync(Method.Delete, List, Body(host)),
        ["DELETE on a member"] = (station, host) => OnMemberAsync(station, () => station.SendAsync(Method.Delete, $"{List}/{host}")),
        ["GET of the list"] = (station, _) => station.GetPeersAsync(),
        ["GET of the status"] = (station, _) => station.SendAsync(Method.Get, "/loadsharing/status"),
        ["GET of the settings"] = (station, _) => station.GetConfigAsync(),
        ["discover"] = (station, _) => station.TriggerDiscoveryAsync(),
    };

    public static IEnumerable<string> RefusedRequests => Refused.Keys;

    public static IEnumerable<string> SilentRequests => Silent.Keys;

    [TestMethod]
    [DynamicData(nameof(RefusedRequests))]
    public async Task Request_HostThatIsNotAPeer_IsNotContacted(string request)
    {
        var station = await StationAsync();
        await using var listener = await ListenAsync();

        await Refused[request](station, listener.Host);

        await PushALaterAddAsync(station);
        listener.Connections.Should().Be(0, "{0} does not make the host a peer of {1}", request, station);
    }

    [TestMethod, TestCategory(Endpoint.Peer)]
    public async Task DeletePeer_HostThatIsNotAPeer_IsNotContacted()
    {
        var station = await StationAsync();
        await using var listener = await ListenAsync();

        await station.DeletePeerAsync(listener.Host);

        await PushALaterAddAsync(station);
        listener.Connections.Should().Be(0, "the answer of {0} is that the host is not its peer", station);
    }

    [TestMethod]
    [DynamicData(nameof(SilentRequests))]
    public async Task Request_JoinedPeer_IsPushedNothing(string request)
    {
        var station = await StationAsync();
        await using var listener = await ListenAsync();
        await station.JoinAsync(listener.Host);

        await Silent[request](station, listener.Host);

        await PushALaterAddAsync(station);
        listener.Pushes.Should().BeEmpty("{0} is not an update of the peer of {1}", request, station);
    }

    private static string Body(string host) => $$"""{"host":"{{host}}"}""";

    // A released member accepts the later add.
    private static async Task OnMemberAsync(Station station, Func<Task> request)
    {
        await station.SetConfigAsync(GroupSettings.OfMember(UnknownHost));
        await request();
        await station.SetConfigAsync(GroupSettings.Released);
    }
}
