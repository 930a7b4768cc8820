namespace LoadSharing.Lab.Tests.Networks;

/// <summary>A partitioned fleet of native firmware in a namespace, where all stations have one address.</summary>
[TestClass]
[NamespaceCondition]
public sealed class NamespacePartitionTests : LabTest
{
    private const int Separated = 2;

    [TestMethod]
    public async Task Partition_OneOfThree_IsCutOffInBothDirections()
    {
        var (lab, fleet) = await PartitionedAsync();

        Assert.AreEqual(
            "0 to 2: 000, 2 to 0: 000, 1 to 2: 000, 0 to 1: 200, 2 to 2: 200", await ReachAsync(lab, fleet, (0, 2), (2, 0), (1, 2), (0, 1), (2, 2)));
        await StationHttp.GetAsync(fleet.Stations[Separated].FirmwareUrl, "config", Token);
    }

    [TestMethod]
    public async Task Partition_OpenConnection_CarriesNothingMore()
    {
        var lab = await StartPartitionableLabAsync();
        var fleet = await lab.Api.LeaseAsync(3, Token);
        await StationHttp.PostAsync(fleet.Stations[0].FirmwareUrl, "config", Token, new { loadsharing_enabled = true });
        await StationHttp.PostAsync(fleet.Stations[0].FirmwareUrl, "loadsharing/peers", Token, new { host = fleet.Stations[Separated].PeerHost });
        await Eventually.HoldsAsync("the member is connected", () => OnlineAsync(fleet, isExpected: true), Token);

        await PartitionAsync(lab, fleet);

        await Eventually.HoldsAsync("the member is taken for lost", () => OnlineAsync(fleet, isExpected: false), Token);
    }

    [TestMethod]
    public async Task HealPartition_Fleet_IsConnected()
    {
        var (lab, fleet) = await PartitionedAsync();

        Assert.AreEqual(204, (await lab.Api.SendAsync(Method.Delete, $"/leases/{fleet.Id}/partition", null, Token)).Status);

        Assert.AreEqual("0 to 2: 200, 2 to 0: 200", await ReachAsync(lab, fleet, (0, 2), (2, 0)));
    }

    [TestMethod]
    public async Task Restart_StationOfAPartition_StaysPartitioned()
    {
        var (lab, fleet) = await PartitionedAsync();

        (await lab.Api.ActAsync(fleet.Stations[Separated].Name, "restart", Token)).Read<StationDocument>();

        Assert.AreEqual("0 to 2: 000, 2 to 0: 000", await ReachAsync(lab, fleet, (0, 2), (2, 0)));
    }

    private async Task<LabUnderTest> StartPartitionableLabAsync()
    {
        var lab = await StartNamespacedLabAsync();
        return lab.Host.Session.IsContained && NetworkNamespace.HasFilter
            ? lab
            : throw new AssertInconclusiveException("A partition needs nft, and control groups of version 2 that this user may create.");
    }

    private async Task<(LabUnderTest Lab, LeaseDocument Fleet)> PartitionedAsync()
    {
        var lab = await StartPartitionableLabAsync();
        var fleet = await lab.Api.LeaseAsync(3, Token);
        await PartitionAsync(lab, fleet);
        return (lab, fleet);
    }

    private async Task PartitionAsync(LabUnderTest lab, LeaseDocument fleet)
    {
        Assert.Contains(FaultKind.Partition, fleet.Faults);
        var response = await lab.Api.SendAsync(
            Method.Post, $"/leases/{fleet.Id}/partition", new { side = new[] { fleet.Stations[Separated].Name } }, Token);
        Assert.AreEqual(204, response.Status, response.Body);
    }

    // The status of a request from a process in the control group of one station to another station; 000 without a response.
    private async Task<string> ReachAsync(LabUnderTest lab, LeaseDocument fleet, params (int From, int To)[] ways)
    {
        var network = NetworkNamespace.Of(lab.Host.Session, lab.Host.Fleets.Leases.Single(lease => lease.Id == fleet.Id).Fleet.Id);
        return string.Join(", ", await Task.WhenAll(ways.Select(async way =>
        {
            var group = lab.Host.Session.Group(fleet.Stations[way.From].Name)!;
            var curl = "curl --silent --connect-timeout 2 --max-time 60 --output /dev/null --write-out '%{http_code}' "
                + $"http://{fleet.Stations[way.To].PeerHost}/config";
            var script = $"echo 0 >'{group.Entrance}' && {{ {curl} || true; }}";
            return $"{way.From} to {way.To}: {await Namespaces.OutputAsync("nsenter", [$"--net={network.Path}", "sh", "-c", script], Token)}";
        })));
    }

    private async Task<string?> OnlineAsync(LeaseDocument fleet, bool isExpected)
    {
        var status = await StationHttp.GetAsync(fleet.Stations[0].FirmwareUrl, "loadsharing/status", Token);
        return status.GetProperty("online_count").GetInt32() == (isExpected ? 2 : 1) ? null : status.GetRawText();
    }
}
