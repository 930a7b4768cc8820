using System.Reflection;
using System.Text.Json;
using VirtualStation.Firmware.Contracts;
using VirtualStation.Firmware.Defects;
using VirtualStation.Tests.Support;

namespace VirtualStation.Tests.Firmware;

/// <summary>Deliberate defects are listed, can be had one at a time, and break what they say.</summary>
[TestClass]
public sealed class DefectTests : StationTest
{
    private const string PostLine = "HTTP POST /loadsharing/peers 200";

    public static IEnumerable<object[]> NamesAndContracts => DefectTable.All.Select(defect => new object[] { defect.Name, ContractsOf(defect)[^1] });

    [TestMethod]
    public void Table_OfDefects_HasEachClassOnceWithANameAndASentence()
    {
        var classes = typeof(Defect).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(Defect)) && type != typeof(NoDefect)).ToList();

        CollectionAssert.AreEquivalent(classes, DefectTable.All.Select(defect => defect.GetType()).ToList());
        CollectionAssert.AllItemsAreUnique(DefectTable.All.Select(defect => defect.Name).ToList());
        CollectionAssert.AllItemsAreUnique(DefectTable.All.Select(defect => defect.StandsFor).ToList());
        Assert.IsGreaterThanOrEqualTo(30, DefectTable.All.Count);
        foreach (var defect in DefectTable.All)
        {
            Assert.MatchesRegex("^[a-z0-9]+(-[a-z0-9]+)+$", defect.Name);
            Assert.MatchesRegex(@"^[A-Z][^|]*\.$", defect.StandsFor);
            var seams = defect.GetType().GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(method => method.Name != nameof(Defect.IsIn));
            Assert.IsNotEmpty(seams.ToList(), $"{defect.Name} breaks nothing");
            Assert.IsNotEmpty(ContractsOf(defect), $"{defect.Name} is in no contract");
        }
    }

    [TestMethod]
    [DataRow("2026-02")]
    [DataRow("2026-07")]
    public async Task Run_DefectList_NamesThoseOfTheContractWithTheirSentences(string contract)
    {
        var process = Run(NewDirectory().Path, new Dictionary<string, string?>(), "firmware", "--contract", contract, "--defect=list");

        Assert.AreEqual(0, await process.WaitForExitAsync(Token));
        var expected = DefectTable.All.Where(defect => defect.IsIn(Contract.Find(contract)!)).Select(defect => $"{defect.Name} {defect.StandsFor}").ToList();
        Assert.IsInRange(30, DefectTable.All.Count - 1, expected.Count, "each contract has what the other has not");
        var lines = process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        CollectionAssert.AreEqual(expected, lines.ToList());
    }

    [TestMethod]
    [DynamicData(nameof(NamesAndContracts))]
    public async Task Start_WithDefect_AnswersAndSaysSo(string name, string contract)
    {
        var firmware = await StartFirmwareAsync(0, contract, "--defect", name);

        // What it prints comes by a pipe, and may come after its first answer.
        await Wait.UntilAsync(
            "the station says so",
            () => Task.FromResult(firmware.Process.Output.Contains($"Deliberate defect: {name}. ", StringComparison.Ordinal) ? null : firmware.Process.Output),
            Token);
        Assert.AreEqual(200, (await firmware.Http.GetAsync(FirmwareStation.PeersPath, Token)).Status);
    }

    [TestMethod]
    public async Task Start_WithoutDefect_SaysNothingOfDefects() =>
        Assert.DoesNotContain("defect", (await StartFirmwareAsync()).Process.Output);

    [TestMethod]
    public async Task SelfListed_AfterASweep_ListsItselfAsANeighbour()
    {
        var firmware = await StartFirmwareAsync(0, "2026-07", "--defect=self-listed");

        await Wait.UntilAsync(
            "it lists itself twice",
            async () => (await firmware.PeersAsync(Token)).Count(row => row.GetProperty("id").GetString() == firmware.Id) == 2 ? null : "once",
            Token);
    }

    [TestMethod]
    public async Task HostLowerCased_AnAdd_IsListedInLowerCase()
    {
        var firmware = await StartFirmwareAsync(0, "2026-02", "--defect=host-lower-cased");

        await firmware.JoinAsync("Garage.Local", Token);

        Assert.AreEqual("garage.local", (await firmware.PeersAsync(Token))[^1].GetProperty("host").GetString());
    }

    [TestMethod]
    public async Task DeleteByPrefix_OfAShorterHost_RemovesTheLonger()
    {
        var firmware = await StartFirmwareAsync(0, "2026-07", "--defect=delete-by-prefix");
        await firmware.JoinAsync("garage-10.local", Token);

        Assert.AreEqual(200, (await firmware.Http.DeleteAsync("/loadsharing/peers/garage-1", Token)).Status);

        Assert.IsFalse((await firmware.PeersAsync(Token))[^1].GetProperty("joined").GetBoolean());
    }

    [TestMethod]
    [DataRow("lost-on-kill", true, 0)]
    [DataRow("lost-on-kill", false, 1)]
    [DataRow("half-written-file", true, 0)]
    [DataRow("half-written-file", false, 1)]
    [DataRow("loaded-twice", true, 2)]
    public async Task Persistence_AfterTheEnd_IsAsBrokenAsSaid(string defect, bool isKilled, int kept)
    {
        var firmware = await StartFirmwareAsync(0, "2026-07", "--defect", defect);
        await firmware.JoinAsync("garage.local", Token);
        if (isKilled)
        {
            firmware.Process.Kill();
        }
        else
        {
            firmware.Process.Terminate();
        }

        await firmware.Process.WaitForExitAsync(Token);

        var again = await StartFirmwareAsync(firmware.Directory, 0, "2026-07", "--defect", defect);
        Assert.AreEqual(kept, (await again.PeersAsync(Token)).Count(row => row.GetProperty("host").GetString() == "garage.local"));
    }

    [TestMethod]
    public async Task FlagAsText_OfARow_IsAString()
    {
        var firmware = await StartFirmwareAsync(0, "2026-07", "--defect=flag-as-text");

        Assert.AreEqual(JsonValueKind.String, (await firmware.PeersAsync(Token))[0].GetProperty("online").ValueKind);
    }

    [TestMethod]
    public async Task ReciprocalLoop_AnAdd_GoesToAndFro()
    {
        var stations = await Task.WhenAll(StartFirmwareAsync(0, "2026-07", "--defect=reciprocal-loop"), StartFirmwareAsync(1, "2026-07", "--defect=reciprocal-loop"));
        await Task.WhenAll(
            stations[0].UntilRowAsync(stations[1], "online", row => row.GetProperty("online").GetBoolean(), Token),
            stations[1].UntilRowAsync(stations[0], "online", row => row.GetProperty("online").GetBoolean(), Token));

        await stations[0].JoinAsync((await stations[0].RowAsync(stations[1], Token))!.Value.GetProperty("host").GetString()!, Token, reciprocal: true);

        await Wait.UntilAsync(
            "both are asked again and again",
            () => Array.TrueForAll(stations, station => station.Process.Output.Split('\n').Count(line => line == PostLine) > 4) ? null : stations[0].Process.Output,
            Token);
    }

    [TestMethod]
    public async Task CrashOnDelete_OfAnUnknownHost_EndsTheProcess()
    {
        var firmware = await StartFirmwareAsync(0, "2026-07", "--defect=crash-on-delete");

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => firmware.Http.DeleteAsync("/loadsharing/peers/nobody.local", Token));

        Assert.AreNotEqual(0, await firmware.Process.WaitForExitAsync(Token));
    }

    private static List<string> ContractsOf(Defect defect) => [.. Contract.Names.Where(name => defect.IsIn(Contract.Find(name)!))];
}
