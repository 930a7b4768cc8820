using System.Diagnostics;
using RestSharp;

namespace LoadSharing.MSTest;

/// <summary>Discovery on request: <c>POST /loadsharing/discover</c>.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Discover)]
public sealed class DiscoveryTests : LoadSharingTest
{
    [TestMethod, TestCategory(Category.Seed)]
    public async Task DiscoverTrigger_AnyStation_IsDone()
    {
        var station = await StationAsync();

        var response = await station.TriggerDiscoveryAsync();

        response.ShouldBe(HttpStatusCode.OK, "done");
    }

    [TestMethod, TestCategory(Category.Seed)]
    [DataRow(2), DataRow(3), DataRow(4)]
    public async Task PeerDiscoveryMdns_FreshStations_ListEachOther(int stations)
    {
        var fleet = await FreshFleetAsync(stations);

        await fleet.DiscoverAsync();

        await fleet.ShouldListEachOtherAsync();
    }

    // A query within 2 s of the start can miss a station, and since 2026-09 nothing repeats it. A client asks every 5 s, for up to 30 s.
    [TestMethod]
    public async Task Discover_EveryFiveSeconds_FindsStationsWithinThirty()
    {
        var (first, second) = await FreshFleetAsync(2);
        var sinceRequest = new Stopwatch();

        await Eventually(
            async () =>
            {
                if (!sinceRequest.IsRunning || sinceRequest.Elapsed >= Duration(5).WallTime)
                {
                    sinceRequest.Restart();
                    (await first.TriggerDiscoveryAsync()).ShouldBe(Answer.Done);
                }

                (await first.GetPeerAsync(second)).ShouldBeDiscovered(second);
            },
            within: Seconds(30));
    }

    [TestMethod]
    public async Task Discover_OtherMethod_IsNotAllowed()
    {
        var station = await StationAsync();

        foreach (var method in (Method[])[Method.Get, Method.Put, Method.Patch, Method.Delete, Method.Options])
        {
            var response = await station.SendAsync(method, "/loadsharing/discover");

            response.ShouldBe(HttpStatusCode.MethodNotAllowed);
        }
    }

    [TestMethod]
    public async Task Discover_AnyStation_IsAnsweredBeforeTheSweepEnds()
    {
        var station = await StationAsync();

        var discover = station.TriggerDiscoveryAsync();

        // Later requests may overtake it a few times. While a handler waits for the sweep, which takes seconds, many would.
        for (var overtaking = 0; !discover.IsCompleted; overtaking++)
        {
            overtaking.Should().BeLessThan(10, "the list was answered {0} times while POST /loadsharing/discover was not", overtaking);
            await station.GetPeersAsync();
        }

        (await discover).ShouldBe(Answer.Done);
    }

    [TestMethod]
    public async Task Discover_ManyTimesAtOnce_IsAlwaysAnswered()
    {
        var station = await StationAsync();

        for (var round = 0; round < 2; round++)
        {
            foreach (var response in await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => station.TriggerDiscoveryAsync())))
            {
                response.ShouldBe(Answer.Done);
            }
        }
    }

    [TestMethod]
    public async Task Discover_JoinedHost_StaysJoined()
    {
        var fleet = await FleetAsync(2);
        await fleet.DiscoverAsync();
        await fleet[0].JoinAsync(UnknownHost);

        await fleet[1].KillAsync();
        await fleet.DiscoverUntilAsync(async () => (await fleet[0].GetPeersAsync()).ShouldHaveLost(fleet[1]));

        var peer = await fleet[0].GetPeerAsync(UnknownHost);
        peer.ShouldBe(joined: true, online: false);
    }

    [TestMethod]
    public async Task Discover_DuringASweep_NoStationIsListedTwice()
    {
        var fleet = await FleetAsync(3);
        await fleet.DiscoverAsync();
        await fleet[^1].KillAsync();

        // The loss shows at the end of a sweep.
        var lists = new List<PeerList>();
        await fleet.DiscoverUntilAsync(async () =>
        {
            lists.Add(await fleet[0].GetPeersAsync());
            lists[^1].ShouldHaveLost(fleet[^1]);
        });

        lists.ForEach(list => list.ShouldListNoStationTwice());
    }
}
