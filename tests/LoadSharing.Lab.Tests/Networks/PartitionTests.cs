namespace LoadSharing.Lab.Tests.Networks;

/// <summary>A partitioned fleet: two sides that do not reach each other, and both reach the test.</summary>
[TestClass]
public sealed class PartitionTests : LabTest
{
    [TestMethod]
    public async Task Partition_OneOfThree_HidesItFromTheOthers()
    {
        var (lab, fleet) = await PartitionedAsync();

        await ListsAsync(fleet, 0, [1]);
        await ListsAsync(fleet, 2, []);
        await lab.Api.SendAsync(Method.Delete, $"/leases/{fleet.Id}/partition", null, Token);
    }

    [TestMethod]
    public async Task Partition_Requests_DoNotArrive()
    {
        var (_, fleet) = await PartitionedAsync();

        await StationHttp.PostAsync(
            fleet.Stations[0].FirmwareUrl, "loadsharing/peers", Token, new { host = fleet.Stations[2].PeerHost, reciprocal = true });

        // A later push of the same station to the same side has arrived; so would the one before.
        await StationHttp.PostAsync(
            fleet.Stations[0].FirmwareUrl, "loadsharing/peers", Token, new { host = fleet.Stations[1].PeerHost, reciprocal = true });
        await Eventually.HoldsAsync("the station on the same side has an added peer", () => JoinedAsync(fleet, 1, isExpected: true), Token);
        Assert.IsNull(await JoinedAsync(fleet, 2, isExpected: false));
    }

    [TestMethod]
    public async Task HealPartition_Fleet_SeesEachOther()
    {
        var (lab, fleet) = await PartitionedAsync();
        await ListsAsync(fleet, 2, []);

        Assert.AreEqual(204, (await lab.Api.SendAsync(Method.Delete, $"/leases/{fleet.Id}/partition", null, Token)).Status);

        await ListsAsync(fleet, 2, [0, 1]);
    }

    [TestMethod]
    public async Task Restart_StationOfAPartition_StaysPartitioned()
    {
        var (lab, fleet) = await PartitionedAsync();

        (await lab.Api.ActAsync(fleet.Stations[2].Name, "restart", Token)).Read<StationDocument>();

        await ListsAsync(fleet, 0, [1]);
        await ListsAsync(fleet, 2, []);
    }

    [TestMethod]
    public async Task ReleaseClean_HealedFleet_IsNotReused()
    {
        var lab = await StartLabAsync();
        var fleet = await lab.Api.LeaseAsync(2, Token);
        await lab.Api.SendAsync(Method.Post, $"/leases/{fleet.Id}/partition", new { side = new[] { fleet.Stations[0].Name } }, Token);
        await lab.Api.SendAsync(Method.Delete, $"/leases/{fleet.Id}/partition", null, Token);

        await lab.Api.ReleaseAsync(fleet.Id, Token, "clean");

        Assert.IsFalse((await lab.Api.LeaseAsync(2, Token, fresh: false)).IsReused);
    }

    [TestMethod]
    [DataRow("no-such-station")]
    [DataRow("")]
    public async Task Partition_NotAStation_Is400(string name)
    {
        var lab = await SharedLabs.VirtualAsync();
        var fleet = await LeaseAsync(lab, 2);

        var response = await lab.Api.SendAsync(Method.Post, $"/leases/{fleet.Id}/partition", new { side = new[] { name } }, Token);

        response.IsProblem(400, $"side '{name}': must be at least one, but not all, of the stations {fleet.Stations[0].Name}, {fleet.Stations[1].Name}.");
    }

    [TestMethod]
    public async Task Impair_FleetWithoutNamespace_Is409()
    {
        var lab = await SharedLabs.VirtualAsync();
        var fleet = await LeaseAsync(lab, 1);

        var response = await lab.Api.SendAsync(Method.Post, $"/leases/{fleet.Id}/impairment", new { lossPercent = 5 }, Token);

        response.IsProblem(
            409,
            "Only a network namespace can lose and delay packets: this fleet shares the machine's network. "
            + "Use native firmware on Linux with --isolation=namespace.");
    }

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(101, 0)]
    [DataRow(0, -1)]
    public async Task Impair_InvalidValue_Is400(double lossPercent, double delayMilliseconds)
    {
        var lab = await SharedLabs.VirtualAsync();
        var fleet = await LeaseAsync(lab, 1);

        var response = await lab.Api.SendAsync(Method.Post, $"/leases/{fleet.Id}/impairment", new { lossPercent, delayMilliseconds }, Token);

        response.IsProblem(
            400, $"lossPercent {lossPercent}, delayMilliseconds {delayMilliseconds}: must be 0 to 100 and 0 to 60000, and one of them above 0.");
    }

    // The third station alone on its side. All have discovered each other before.
    private async Task<(LabUnderTest Lab, LeaseDocument Fleet)> PartitionedAsync()
    {
        var lab = await SharedLabs.VirtualAsync();
        var fleet = await LeaseAsync(lab, 3);
        await StationHttp.SeeEachOtherAsync(
            [.. fleet.Stations.Select(station => station.FirmwareUrl)], [.. fleet.Stations.Select(station => station.Hostname)], Token);
        var partition = await lab.Api.SendAsync(Method.Post, $"/leases/{fleet.Id}/partition", new { side = new[] { fleet.Stations[2].Name } }, Token);
        Assert.AreEqual(204, partition.Status, partition.Body);
        return (lab, fleet);
    }

    private Task ListsAsync(LeaseDocument fleet, int station, int[] others)
    {
        var expected = others.Select(other => fleet.Stations[other].Hostname).Order(StringComparer.Ordinal).ToList();
        return Eventually.HoldsAsync(
            $"{fleet.Stations[station].Name} lists {string.Join(", ", expected)}",
            async () =>
            {
                await StationHttp.PostAsync(fleet.Stations[station].FirmwareUrl, "loadsharing/discover", Token);
                var online = await StationHttp.OnlineNeighboursAsync(fleet.Stations[station].FirmwareUrl, Token);
                return online.SequenceEqual(expected) ? null : $"it lists {string.Join(", ", online)}";
            },
            Token);
    }

    private async Task<string?> JoinedAsync(LeaseDocument fleet, int station, bool isExpected)
    {
        var rows = await StationHttp.PeersAsync(fleet.Stations[station].FirmwareUrl, Token);
        return rows.Any(row => !row.GetProperty("isLocal").GetBoolean() && row.GetProperty("joined").GetBoolean()) == isExpected
            ? null
            : string.Join('\n', rows);
    }
}
