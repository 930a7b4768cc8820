using System.Globalization;
using System.Reflection;

namespace LoadSharing.MSTest;

/// <summary>The tests with instance counts for the numbers in <c>--instances</c> that no other test has as a row.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Discover)]
public sealed class ScaleTests : LoadSharingTest
{
    [TestMethod, OtherInstanceCounts]
    public async Task PeerDiscoveryMdns_ManyFreshStations_ListEachOther(int stations)
    {
        var fleet = await FreshFleetAsync(stations);

        await fleet.DiscoverAsync();

        await fleet.ShouldListEachOtherAsync();
    }

    [TestMethod, OtherInstanceCounts]
    public async Task DiscoveredPeersJoinedStatus_AddedStationOfMany_IsJoined(int stations)
    {
        var fleet = await FleetAsync(stations);
        await fleet.DiscoverUntilSettledAsync();
        var discovered = await fleet[0].GetPeerAsync(fleet[^1]);

        await fleet[0].JoinAsync(discovered.Host);

        var peer = await fleet[0].GetPeerAsync(fleet[^1]);
        peer.ShouldEqual(discovered with { Joined = true, Online = peer.Online });
    }

    /// <summary>A row for each number in <see cref="LabConnection.InstancesVariable"/> but 2, 3 and 4, which other tests have.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class OtherInstanceCountsAttribute : Attribute, ITestDataSource
    {
        public IEnumerable<object?[]> GetData(MethodInfo methodInfo) =>
        [
            .. from number in (Environment.GetEnvironmentVariable(LabConnection.InstancesVariable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
               let stations = int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture)
               where stations > 4
               select new object?[] { stations },
        ];

        public string? GetDisplayName(MethodInfo methodInfo, object?[]? data) => data is null ? null : $"{methodInfo.Name} ({data[0]})";
    }
}
