using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using VirtualStation.Tests.Support;

namespace VirtualStation.Tests.Firmware;

/// <summary>What was answered survives the end of the process, whatever instant it comes at.</summary>
[TestClass]
public sealed class PersistenceTests : StationTest
{
    private const int Kills = 12;
    private const int Clients = 3;
    private const int LatestKillMicroseconds = 30_000;

    [TestMethod]
    [DataRow("2026-02", true)]
    [DataRow("2026-02", false)]
    [DataRow("2026-07", true)]
    [DataRow("2026-07", false)]
    public async Task Restart_SameDirectory_KeepsPeersAndSettings(string contract, bool isGraceful)
    {
        var firmware = await StartFirmwareAsync(0, contract);
        await firmware.JoinAsync("kept.local", Token);
        await firmware.JoinAsync("removed.local", Token);
        Assert.AreEqual(200, (await firmware.Http.DeleteAsync("/loadsharing/peers/removed.local", Token)).Status);
        var changed = await firmware.Http.PostAsync("/config", """{"loadsharing_group_id":"garage","loadsharing_priority":7,"nobody_knows":1}""", Token);
        Assert.AreEqual("done", changed.Message);
        Assert.AreEqual("no change", (await firmware.Http.PostAsync("/config", """{"loadsharing_priority":7}""", Token)).Message);

        if (isGraceful)
        {
            firmware.Process.Terminate();
            Assert.AreEqual(0, await firmware.Process.WaitForExitAsync(Token));
        }
        else
        {
            firmware.Process.Kill();
            await firmware.Process.WaitForExitAsync(Token);
        }

        var again = await StartFirmwareAsync(firmware.Directory, 0, contract);
        Assert.AreEqual("kept.local", string.Join(',', await JoinedAsync(again)));
        var config = (await again.Http.GetAsync("/config", Token)).Json;
        Assert.AreEqual("garage", config.GetProperty("loadsharing_group_id").GetString());
        Assert.AreEqual(7, config.GetProperty("loadsharing_priority").GetInt32());
        Assert.IsFalse(config.TryGetProperty("nobody_knows", out _));
    }

    [TestMethod]
    public async Task Kill_AtRandomInstantsWhileAdding_NoAnsweredPeerIsLostAndNoFileIsBroken()
    {
        var directory = NewDirectory();
        var answered = new ConcurrentBag<string>();
        var random = new Random(20261123);
        for (var round = 0; round < Kills; round++)
        {
            var firmware = await StartFirmwareAsync(directory);
            CollectionAssert.IsSubsetOf(answered, await JoinedAsync(firmware), $"start {round}: {firmware.Process.Output}");
            Assert.AreEqual(200, (await firmware.JoinAsync($"first-{round}.local", Token)).Status);
            answered.Add($"first-{round}.local");
            var adding = Enumerable.Range(0, Clients).Select(client => AddUntilKilledAsync(firmware, $"peer-{round}-{client}", answered)).ToList();
            SpinFor(random.Next(0, LatestKillMicroseconds));
            firmware.Process.Kill();
            await Task.WhenAll(adding);
            await firmware.Process.WaitForExitAsync(Token);
        }

        Assert.IsGreaterThan(Kills, answered.Count, "nothing was added while a kill was to come");
        using var saved = JsonDocument.Parse(await File.ReadAllTextAsync(directory.File("epoxyfsdata/loadsharing_peers.json"), Token));
        CollectionAssert.IsSubsetOf(answered, saved.RootElement.GetProperty("peers").EnumerateArray().Select(peer => peer.GetProperty("host").GetString()).ToList());
    }

    [TestMethod]
    public async Task Load_FileThatIsNotJson_StartsEmptyAndSaysSo()
    {
        var directory = NewDirectory();
        Directory.CreateDirectory(directory.File("epoxyfsdata"));
        await File.WriteAllTextAsync(directory.File("epoxyfsdata/loadsharing_peers.json"), """{"peers":[{"id":""", Token);
        var firmware = await StartFirmwareAsync(directory);
        Assert.IsEmpty(await JoinedAsync(firmware));
        Assert.Contains("loadsharing_peers.json is not JSON", firmware.Process.Output);
    }

    private async Task AddUntilKilledAsync(FirmwareStation firmware, string prefix, ConcurrentBag<string> answered)
    {
        for (var i = 0; ; i++)
        {
            var host = $"{prefix}-{i}.local";
            try
            {
                Assert.AreEqual(200, (await firmware.JoinAsync(host, Token)).Status);
                answered.Add(host);
            }
            catch (HttpRequestException)
            {
                // The station is gone: nothing is known of this one host.
                return;
            }
        }
    }

    private static void SpinFor(int microseconds)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < microseconds)
        {
            Thread.SpinWait(10);
        }
    }

    private async Task<List<string>> JoinedAsync(FirmwareStation firmware) =>
    [
        .. (await firmware.PeersAsync(Token))
            .Where(row => row.GetProperty("joined").GetBoolean() && !(row.TryGetProperty("isLocal", out var isLocal) && isLocal.GetBoolean()))
            .Select(row => row.GetProperty("host").GetString()!),
    ];
}
