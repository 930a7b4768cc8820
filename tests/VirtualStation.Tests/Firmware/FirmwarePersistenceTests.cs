using System.Collections.Concurrent;
using System.Diagnostics;

namespace VirtualStation.Tests.Firmware;

/// <summary>State files in the working directory.</summary>
[TestClass]
public sealed class FirmwarePersistenceTests : StationTest
{
    private const int Kills = 12;
    private const int Clients = 3;
    private const int MaximumKillDelayMicroseconds = 30_000;

    [TestMethod]
    [DataRow("2026-02", true)]
    [DataRow("2026-02", false)]
    [DataRow("2026-07", true)]
    [DataRow("2026-07", false)]
    public async Task Restart_SameDirectory_KeepsPeers(string contract, bool isGraceful)
    {
        HasOwnProcesses = true;
        var firmware = await StartFirmwareAsync(0, contract);
        await firmware.AddPeerAsync("kept.local", Token);
        await firmware.AddPeerAsync("removed.local", Token);
        Assert.AreEqual(200, (await firmware.DeletePeerAsync("removed.local", Token)).Status);
        await firmware.Process.StopAsync(isGraceful, Token);

        var restarted = await StartFirmwareAsync(firmware.Directory, 0, contract);

        Assert.AreEqual("kept.local", Assert.ContainsSingle(await JoinedHostsAsync(restarted)));
    }

    [TestMethod]
    [DataRow("2026-02", true)]
    [DataRow("2026-02", false)]
    [DataRow("2026-07", true)]
    [DataRow("2026-07", false)]
    public async Task Restart_SameDirectory_KeepsSettings(string contract, bool isGraceful)
    {
        HasOwnProcesses = true;
        var firmware = await StartFirmwareAsync(0, contract);
        await firmware.Http.PostAsync("/config", """{"loadsharing_group_id":"garage","loadsharing_priority":7,"no_such_setting":1}""", Token);
        await firmware.Process.StopAsync(isGraceful, Token);

        var restarted = await StartFirmwareAsync(firmware.Directory, 0, contract);

        var config = (await restarted.Http.GetAsync("/config", Token)).Json;
        Assert.AreEqual("garage", config.GetProperty("loadsharing_group_id").GetString());
        Assert.AreEqual(7, config.GetProperty("loadsharing_priority").GetInt32());
        Assert.IsFalse(config.TryGetProperty("no_such_setting", out _));
    }

    [TestMethod]
    [DataRow("2026-02")]
    [DataRow("2026-07")]
    public async Task Config_SameValueTwice_IsNoChange(string contract)
    {
        var firmware = await StartFirmwareAsync(0, contract);

        Assert.AreEqual("done", (await firmware.Http.PostAsync("/config", """{"loadsharing_priority":7}""", Token)).Message);
        Assert.AreEqual("no change", (await firmware.Http.PostAsync("/config", """{"loadsharing_priority":7}""", Token)).Message);
    }

    [TestMethod]
    public async Task Kill_AtRandomTimesDuringAdds_KeepsConfirmedPeers()
    {
        HasOwnProcesses = true;
        var directory = NewDirectory();
        var confirmed = new ConcurrentBag<string>();
        var random = new Random(20261123);
        for (var round = 0; round < Kills || (round < 10 * Kills && confirmed.Count == round); round++)
        {
            var firmware = await StartFirmwareAsync(directory);
            CollectionAssert.IsSubsetOf(confirmed, await JoinedHostsAsync(firmware), $"Start {round}: {firmware.Process.Output}");
            Assert.AreEqual(200, (await firmware.AddPeerAsync($"first-{round}.local", Token)).Status);
            confirmed.Add($"first-{round}.local");
            var adding = Enumerable.Range(0, Clients).Select(client => AddUntilKilledAsync(firmware, $"peer-{round}-{client}", confirmed)).ToList();
            SpinFor(random.Next(0, MaximumKillDelayMicroseconds));
            firmware.Process.Kill();
            await Task.WhenAll(adding);
            await firmware.Process.WaitForExitAsync(Token);
        }

        Assert.Contains(host => host.StartsWith("peer-", StringComparison.Ordinal), confirmed, "No peer was added before a kill.");
        using var saved = JsonDocument.Parse(await File.ReadAllTextAsync(directory.File("epoxyfsdata/loadsharing_peers.json"), Token));
        var hosts = saved.RootElement.GetProperty("peers").EnumerateArray().Select(peer => peer.GetProperty("host").GetString()).ToList();
        CollectionAssert.IsSubsetOf(confirmed, hosts);
    }

    [TestMethod]
    public async Task Start_InvalidPeerFile_HasNoPeers()
    {
        var directory = NewDirectory();
        Directory.CreateDirectory(directory.File("epoxyfsdata"));
        await File.WriteAllTextAsync(directory.File("epoxyfsdata/loadsharing_peers.json"), """{"peers":[{"id":""", Token);

        var firmware = await StartFirmwareAsync(directory);

        Assert.IsEmpty(await JoinedHostsAsync(firmware));
        await firmware.Process.WaitForOutputAsync("loadsharing_peers.json is not JSON", Token);
    }

    private async Task AddUntilKilledAsync(RunningFirmware firmware, string prefix, ConcurrentBag<string> confirmed)
    {
        for (var i = 0; ; i++)
        {
            var host = $"{prefix}-{i}.local";
            try
            {
                Assert.AreEqual(200, (await firmware.AddPeerAsync(host, Token)).Status);
                confirmed.Add(host);
            }
            catch (HttpRequestException)
            {
                // The station was killed. It may or may not have saved this host.
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

    private async Task<List<string>> JoinedHostsAsync(RunningFirmware firmware) =>
    [
        .. (await firmware.PeersAsync(Token))
            .Where(row => row.GetProperty("joined").GetBoolean() && !(row.TryGetProperty("isLocal", out var isLocal) && isLocal.GetBoolean()))
            .Select(row => row.GetProperty("host").GetString()!),
    ];
}
