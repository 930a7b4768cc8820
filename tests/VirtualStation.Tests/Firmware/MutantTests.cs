using System.Reflection;
using VirtualStation.CommandLine;
using VirtualStation.Firmware;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Mutants;
using VirtualStation.Runtime;

namespace VirtualStation.Tests.Firmware;

/// <summary>The deliberate bugs of <c>--mutant</c>.</summary>
[TestClass]
public sealed class MutantTests : StationTest
{
    private const int MutantCount = 223;

    public static IEnumerable<(string Name, string Contract)> NamesAndContracts =>
        MutantCatalog.CreateAll().Select(mutant => (mutant.Name, FirmwareGeneration.All.Last(mutant.AppliesTo).Name));

    [TestMethod]
    public void CreateAll_Mutants_HaveUniqueNames()
    {
        var mutants = MutantCatalog.CreateAll();

        Assert.HasCount(MutantCount, mutants);
        CollectionAssert.AllItemsAreUnique(mutants.Select(mutant => mutant.Name).ToList());
    }

    [TestMethod]
    public void CreateAll_Mutants_HaveNameDescriptionAndHook()
    {
        foreach (var mutant in MutantCatalog.CreateAll())
        {
            Assert.MatchesRegex("^[a-z0-9]+(-[a-z0-9]+)+$", mutant.Name);
            Assert.MatchesRegex(@"^[A-Z][^|]*\.$", mutant.Description);
            var hooks = mutant.GetType().GetMethods(BindingFlags.Instance | BindingFlags.Public)
                .Where(method => method.DeclaringType!.IsSubclassOf(typeof(Mutant)));
            Assert.Contains(method => method.Name != nameof(Mutant.AppliesTo), hooks, $"{mutant.Name} overrides no hook.");
        }
    }

    [TestMethod]
    [DataRow("2026-02", 71)]
    [DataRow("2026-07", 185)]
    [DataRow("2026-09", 221)]
    public async Task ListMutants_Contract_ListsItsMutants(string contract, int count)
    {
        var process = Run("firmware", "--contract", contract, "--list-mutants");

        Assert.AreEqual(0, await process.WaitForExitAsync(Token));
        Assert.HasCount(count, process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("crash-on-delete  ", process.Output);
    }

    [TestMethod]
    [DynamicData(nameof(NamesAndContracts))]
    public async Task Run_Mutant_LogsItsName(string name, string contract)
    {
        // In this process, because a process for each mutant would take most of the time of all tests.
        using var lifecycle = new StationLifecycle();
        using var output = new StringWriter();
        var port = FreePorts.Tcp();
        string[] arguments = ["--contract", contract, "--mutant", name, "--mdns-link", Link, "--set-config", $"www_http_port={port}"];
        var firmware = FirmwareCommand.RunAsync(arguments, new CommandEnvironment(_ => null, NewDirectory().Path, output, lifecycle));
        await Retry.UntilPassesAsync(
            async () => Assert.AreEqual(200, (await NewClient(port).GetAsync(RunningFirmware.PeersPath, Token)).Status, $"{firmware.Exception}"), Token);

        lifecycle.Stop();
        await firmware;

        Assert.Contains($"Mutant: {name}. ", output.ToString());
    }

    [TestMethod]
    public async Task Start_NoMutant_LogsNoMutant() => Assert.DoesNotContain("Mutant", (await StartFirmwareAsync()).Process.Output);

    [TestMethod]
    public async Task SelfListed_AfterSweep_ListsItselfTwice()
    {
        var firmware = await StartFirmwareAsync(0, "2026-07", "--mutant=self-listed");

        await Retry.UntilPassesAsync(
            async () => Assert.HasCount(2, (await firmware.PeersAsync(Token)).Where(row => row.GetProperty("id").GetString() == firmware.Id)), Token);
    }

    [TestMethod]
    public async Task HostLowerCased_Add_ListsHostInLowerCase()
    {
        var firmware = await StartFirmwareAsync(0, "2026-02", "--mutant=host-lower-cased");

        await firmware.AddPeerAsync("Garage.Local", Token);

        Assert.AreEqual("garage.local", (await firmware.PeersAsync(Token))[^1].GetProperty("host").GetString());
    }

    [TestMethod]
    public async Task DeleteByPrefix_ShorterHost_RemovesLongerHost()
    {
        var firmware = await StartFirmwareAsync(0, "2026-07", "--mutant=delete-by-prefix");
        await firmware.AddPeerAsync("garage-10.local", Token);

        Assert.AreEqual(200, (await firmware.DeletePeerAsync("garage-1", Token)).Status);

        Assert.IsFalse((await firmware.PeersAsync(Token))[^1].GetProperty("joined").GetBoolean());
    }

    [TestMethod]
    [DataRow("lost-on-kill", false, 0)]
    [DataRow("lost-on-kill", true, 1)]
    [DataRow("half-written-file", false, 0)]
    [DataRow("half-written-file", true, 1)]
    [DataRow("loaded-twice", false, 2)]
    public async Task PersistenceMutant_AfterRestart_HasExpectedRows(string mutant, bool isGraceful, int rows)
    {
        var firmware = await StartFirmwareAsync(0, "2026-07", "--mutant", mutant);
        await firmware.AddPeerAsync("garage.local", Token);
        await firmware.Process.StopAsync(isGraceful, Token);

        var restarted = await StartFirmwareAsync(firmware.Directory, 0, "2026-07", "--mutant", mutant);

        Assert.HasCount(rows, (await restarted.PeersAsync(Token)).Where(row => row.GetProperty("host").GetString() == "garage.local"));
    }

    [TestMethod]
    public async Task FlagAsText_Row_HasStringFlag()
    {
        var firmware = await StartFirmwareAsync(0, "2026-07", "--mutant=flag-as-text");

        Assert.AreEqual(JsonValueKind.String, (await firmware.PeersAsync(Token))[0].GetProperty("online").ValueKind);
    }

    [TestMethod]
    [DataRow("none", 0)]
    [DataRow("own-address-stays", 1)]
    public async Task OwnAddressStays_AddOfOwnAddress_KeepsRow(string mutant, int rows)
    {
        string[] arguments = mutant == "none" ? [] : ["--mutant", mutant];
        var firmware = await StartFirmwareAsync(0, "2026-09", arguments);
        await firmware.AddPeerAsync($"127.0.0.1:{firmware.Http.Port}", Token);

        // The mutant's row has the values of the station itself, at a time when the sound firmware has no such row.
        await Retry.UntilPassesAsync(
            async () => Assert.HasCount(
                rows, (await firmware.PeersAsync(Token)).Skip(1).Where(row => rows == 0 || row.GetProperty("name").GetString() != "")),
            Token);
    }

    [TestMethod]
    public async Task ReciprocalLoop_Add_IsRepeatedOnBothStations()
    {
        var station = await StartFirmwareAsync(0, "2026-07", "--mutant=reciprocal-loop");
        var peer = await StartFirmwareAsync(1, "2026-07", "--mutant=reciprocal-loop");
        await Task.WhenAll(station.WaitForOnlineAsync(peer, Token), peer.WaitForOnlineAsync(station, Token));
        var host = (await station.PeerAsync(peer, Token)).GetProperty("host").GetString()!;

        await station.AddPeerAsync(host, Token, reciprocal: true);

        await Retry.UntilPassesAsync(() => Assert.IsGreaterThan(4, Math.Min(station.LoggedAdds, peer.LoggedAdds)), Token);
    }

    [TestMethod]
    public async Task CrashOnDelete_UnknownHost_ExitsWithSignal()
    {
        var firmware = await StartFirmwareAsync(0, "2026-07", "--mutant=crash-on-delete");

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => firmware.DeletePeerAsync("unknown.local", Token));

        Assert.AreNotEqual(0, await firmware.Process.WaitForExitAsync(Token));
    }
}
