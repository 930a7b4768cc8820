using System.Text.Json;
using VirtualStation.Tests.Support;

namespace VirtualStation.Tests.Firmware;

/// <summary>Stations find each other on their link.</summary>
[TestClass]
public sealed class DiscoveryTests : StationTest
{
    [TestMethod]
    [DataRow("2026-02")]
    [DataRow("2026-07")]
    public async Task Discover_TwoStations_SeeExactlyEachOther(string contract)
    {
        var stations = await Task.WhenAll(StartFirmwareAsync(0, contract), StartFirmwareAsync(1, contract));
        foreach (var (station, other) in new[] { (stations[0], stations[1]), (stations[1], stations[0]) })
        {
            await station.UntilRowAsync(other, "online with its address", row => row.GetProperty("online").GetBoolean() && row.GetProperty("ip").GetString() == "127.0.0.1", Token);

            // 2026-02 has no self filter, 2026-07 its own row from the start.
            await station.UntilRowAsync(station, "as itself", _ => true, Token);
            Assert.HasCount(2, await station.PeersAsync(Token));
        }
    }

    [TestMethod]
    [DataRow("2026-02", true)]
    [DataRow("2026-02", false)]
    [DataRow("2026-07", true)]
    [DataRow("2026-07", false)]
    public async Task Stop_Neighbour_GoesAndComesBack(string contract, bool isGraceful)
    {
        var station = await StartFirmwareAsync(0, contract, "--time-factor", "2");
        var neighbour = await StartFirmwareAsync(1, contract);
        await station.UntilRowAsync(neighbour, "online", IsOnline, Token);

        if (isGraceful)
        {
            neighbour.Process.Terminate();
        }
        else
        {
            neighbour.Process.Kill();
        }

        await neighbour.Process.WaitForExitAsync(Token);
        if (contract == "2026-02")
        {
            await Wait.UntilAsync("the row is gone", async () => await station.RowAsync(neighbour, Token) is { } row ? row.GetRawText() : null, Token);
        }
        else
        {
            await station.UntilRowAsync(neighbour, "offline", row => !IsOnline(row), Token);
        }

        var again = await StartFirmwareAsync(neighbour.Directory, 1, contract);
        await station.UntilRowAsync(again, "online again", IsOnline, Token);
    }

    [TestMethod]
    public async Task Publish_NameTaken_OnlyTheFirstIsOnTheAir()
    {
        var first = await StartFirmwareAsync(1);
        await Wait.UntilAsync("the first is published", () => first.Process.Output.Contains("mDNS: published", StringComparison.Ordinal) ? null : first.Process.Output, Token);
        var second = await StartFirmwareAsync(2, "2026-07", "--set-config", "hostname=openevse-native-1");
        await Wait.UntilAsync("the second gives up", () => second.Process.Output.Contains("mDNS: this station is not published", StringComparison.Ordinal) ? null : second.Process.Output, Token);
        Assert.AreEqual(200, (await second.Http.GetAsync("/config", Token)).Status, "it runs on");

        var observer = await StartFirmwareAsync(0);
        await observer.UntilRowAsync(first, "online", IsOnline, Token);
        Assert.AreEqual(first.Id, (await observer.RowAsync(first, Token))!.Value.GetProperty("id").GetString());
        Assert.HasCount(2, await observer.PeersAsync(Token));
    }

    [TestMethod]
    public async Task Discover_SameChipId_TakesTheOtherForItself()
    {
        var station = await StartFirmwareAsync(0);
        var twin = await StartFirmwareAsync(1, "2026-07", "--chip-id", "0x567890abcdef");
        var third = await StartFirmwareAsync(2);
        await third.UntilRowAsync(twin, "online", IsOnline, Token);
        await station.UntilRowAsync(third, "online", IsOnline, Token);
        Assert.IsNull(await station.RowAsync(twin, Token));
    }

    [TestMethod]
    public async Task Join_DiscoveredPeer_IsTheSameDeviceInEachSpelling()
    {
        var station = await StartFirmwareAsync(0);
        var peer = await StartFirmwareAsync(1);
        var withPort = $"{peer.MdnsName}:{peer.Http.Port}";
        await station.UntilRowAsync(peer, "with its port", row => row.GetProperty("host").GetString() == withPort, Token);

        foreach (var (add, addAgain, remove) in new[] { (peer.MdnsName, withPort, $"127.0.0.1:{peer.Http.Port}"), (withPort, peer.MdnsName.ToUpperInvariant(), peer.MdnsName) })
        {
            Assert.AreEqual("done", (await station.JoinAsync(add, Token)).Message, add);
            Assert.AreEqual("already in group", (await station.JoinAsync(addAgain, Token)).Message, addAgain);
            var row = (await station.RowAsync(peer, Token))!.Value;
            Assert.IsTrue(row.GetProperty("joined").GetBoolean() && IsOnline(row), row.GetRawText());
            Assert.AreEqual("done", (await station.Http.DeleteAsync($"/loadsharing/peers/{remove}", Token)).Message, remove);
            Assert.IsFalse((await station.RowAsync(peer, Token))!.Value.GetProperty("joined").GetBoolean());
            Assert.AreEqual(404, (await station.Http.DeleteAsync($"/loadsharing/peers/{add}", Token)).Status);
        }
    }

    [TestMethod]
    public async Task Join_TwoSpellingsBeforeDiscovery_MergeOnceDiscovered()
    {
        var station = await StartFirmwareAsync(0);
        await station.JoinAsync("openevse-native-1.local", Token);
        await station.JoinAsync("OPENEVSE-native-1.local", Token);
        Assert.HasCount(3, await station.PeersAsync(Token));

        var peer = await StartFirmwareAsync(1);
        await Wait.UntilAsync(
            "one row, joined and online",
            async () =>
            {
                await station.Http.PostAsync("/loadsharing/discover", null, Token);
                var others = (await station.PeersAsync(Token)).Where(row => !row.GetProperty("isLocal").GetBoolean()).ToList();
                return others is [var row] && row.GetProperty("joined").GetBoolean() && IsOnline(row) && row.GetProperty("id").GetString() == peer.Id ? null : string.Join('\n', others);
            },
            Token);
    }

    private static bool IsOnline(JsonElement row) => row.GetProperty("online").GetBoolean();
}
