using System.Text.Json;
using VirtualStation.Tests.Support;

namespace VirtualStation.Tests.Firmware;

/// <summary>What was answered survives the end of the process, whatever instant it comes at.</summary>
[TestClass]
public sealed class PersistenceTests : StationTest
{
    private const int Kills = 12;

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
        var answered = new List<string>();
        var random = new Random(20261123);
        for (var round = 0; round < Kills; round++)
        {
            var firmware = await StartFirmwareAsync(directory);
            CollectionAssert.IsSubsetOf(answered, await JoinedAsync(firmware), $"round {round}");

            var killAfter = random.Next(1, 8);
            for (var i = 0; ; i++)
            {
                var host = $"peer-{round}-{i}.local";
                var adding = firmware.JoinAsync(host, Token);
                if (i == killAfter)
                {
                    // Somewhere between the request's arrival and the answer, or just after.
                    SpinFor(random.Next(0, 3000));
                    firmware.Process.Kill();
                    await firmware.Process.WaitForExitAsync(Token);
                }

                try
                {
                    Assert.AreEqual(200, (await adding).Status);
                    answered.Add(host);
                }
                catch (HttpRequestException)
                {
                    Assert.AreEqual(killAfter, i, "only the last request may fail");
                }

                if (i == killAfter)
                {
                    break;
                }
            }

            using var saved = JsonDocument.Parse(await File.ReadAllTextAsync(directory.File("epoxyfsdata/loadsharing_peers.json"), Token));
            CollectionAssert.IsSubsetOf(answered, saved.RootElement.GetProperty("peers").EnumerateArray().Select(peer => peer.GetProperty("host").GetString()).ToList());
        }
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

    private static void SpinFor(int microseconds)
    {
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMicroseconds < microseconds)
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
