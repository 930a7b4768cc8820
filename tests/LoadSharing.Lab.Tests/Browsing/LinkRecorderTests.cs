using LoadSharing.Lab.Browsing;

namespace LoadSharing.Lab.Tests.Browsing;

/// <summary>The packets of a fleet's mDNS link.</summary>
[TestClass]
public sealed class LinkRecorderTests : LabTest
{
    private const string Packet =
        """{"time":"2026-11-28T16:00:00.5+00:00","source":"127.0.0.1","isResponse":false,"questions":[{"name":"a._x._tcp.local","type":"PTR"}],"records":[]}""";

    [TestMethod]
    public void Parse_LineBeingWritten_IsLeftOut() => Assert.HasCount(2, LinkRecorder.Parse($"Listening on x\n{Packet}\n{Packet}\n{Packet[..30]}"));

    [TestMethod]
    public void Parse_EndOfALog_BeginsWithAWholeLine() =>
        Assert.HasCount(1, LinkRecorder.Parse($$"""[99 bytes before this are in x]{{'\n'}}{"name":"part"}]}{{'\n'}}{{Packet}}{{'\n'}}"""));

    [TestMethod]
    public void Parse_ManyPackets_AreTheNewest()
    {
        var last = Packet.Replace("16:00", "17:00", StringComparison.Ordinal);

        var packets = LinkRecorder.Parse(string.Concat(Enumerable.Repeat($"{Packet}\n", 5000)) + $"{last}\n");

        Assert.HasCount(5000, packets);
        Assert.AreEqual(17, packets[^1].Time.Hour);
    }

    [TestMethod]
    [DataRow(true, DisplayName = "all stations in one process")]
    [DataRow(false, DisplayName = "a process for each component")]
    public async Task GetPackets_VirtualFleet_HasTheQuestionOfADiscover(bool isShared)
    {
        var lab = isShared ? await SharedLabs.VirtualAsync() : await SharedLabs.OwnProcessesAsync();

        await ShouldHaveQuestionAsync(lab, await LeaseAsync(lab, 1));
    }

    [TestMethod]
    public async Task GetPackets_OtherFleet_HasNoPacketsOfThisOne()
    {
        var lab = await SharedLabs.VirtualAsync();
        var (fleet, other) = (await LeaseAsync(lab, 1), await LeaseAsync(lab, 1));
        await PacketsAsync(lab, other);

        await ShouldHaveQuestionAsync(lab, fleet);

        var instances = (await PacketsAsync(lab, other)).SelectMany(packet => packet.Records).Select(record => record.Target);
        Assert.DoesNotContain($"{fleet.Stations[0].Hostname}._openevse._tcp.local", instances);
    }

    [TestMethod]
    [NamespaceCondition]
    public async Task GetPackets_NativeFleet_HasTheQuestionOfADiscover()
    {
        var lab = await StartNamespacedLabAsync();

        await ShouldHaveQuestionAsync(lab, await lab.Api.LeaseAsync(1, Token));
    }

    [TestMethod]
    public async Task GetPackets_SharedLink_IsRefused()
    {
        // Its mDNS is elsewhere, so that the test does not publish a service on the machine's link.
        var firmware = VirtualStation.RunFirmware("--mdns-link 239.86.255.253:16998");
        var program = await Script.WriteAsync(Keep(new Scratch()).Combine("firmware"), firmware, Token);
        var lab = await StartLabAsync(StationKinds.WithNativeFirmware(program) with { Isolation = IsolationKind.Host });
        var fleet = await lab.Api.LeaseAsync(1, Token);

        (await lab.Api.GetAsync($"/leases/{fleet.Id}/packets", Token)).IsProblem(
            409, "The stations share the machine's mDNS link, on which packets do not show their sender. Use --isolation=namespace.");
    }

    [TestMethod]
    public async Task GetPackets_UnknownLease_IsNotFound()
    {
        var lab = await SharedLabs.VirtualAsync();

        (await lab.Api.GetAsync("/leases/none/packets", Token)).IsProblem(404, "Lease 'none' does not exist. It was released, or it belongs to another lab.");
    }

    private static async Task<IReadOnlyList<LinkPacket>> PacketsAsync(LabUnderTest lab, LeaseDocument fleet) =>
        (await lab.Api.GetAsync($"/leases/{fleet.Id}/packets", CancellationToken.None)).Read<PacketsDocument>().Packets;

    private async Task ShouldHaveQuestionAsync(LabUnderTest lab, LeaseDocument fleet)
    {
        // Repeated: on a busy machine, the question of a single discover was not seen.
        await Eventually.HoldsAsync(
            "the question is on the link",
            async () =>
            {
                var packets = await PacketsAsync(lab, fleet);
                await StationHttp.PostAsync(fleet.Stations[0].FirmwareUrl, "loadsharing/discover", Token);
                return packets.Any(packet => packet.Questions.Contains(new LinkQuestion("_openevse._tcp.local", "PTR"))) ? null : "it is not";
            },
            Token);
    }
}
