namespace VirtualStation.Tests.Recorded;

/// <summary>Replays requests that were recorded on native firmwares, and compares the responses.</summary>
[TestClass]
public sealed class FidelityTests : StationTest
{
    // The notes of recorded requests on which the replay depends.
    private const string Alone = "fresh, alone";
    private const string Discovered = "after discovery, three stations";
    private const string Restarted = "after restart in the same directory";

    // Documentation addresses (RFC 5737) are on no machine: a station on this link discovers no station, not even itself.
    private const string UnavailableLink = "239.255.0.1:5400@192.0.2.1";

    private static readonly string[] Contracts = ["2026-02", "2026-07"];

    // It was recorded over several seconds. GroupFidelityTests replay the same requests.
    private static readonly string[] UnsupportedSections = ["group settings, member, failsafe (station 2 of the first run)"];

    public static IEnumerable<(string Contract, string Section)> Sections =>
        from contract in Contracts
        from section in RecordedRequest.Read(contract).Keys.Except(UnsupportedSections)
        select (contract, section);

    [TestMethod]
    [DynamicData(nameof(Sections))]
    public async Task Replay_RecordedSection_GivesRecordedResponses(string contract, string section)
    {
        var requests = RecordedRequest.Read(contract)[section];
        var directories = Enumerable.Range(0, 3).Select(_ => NewDirectory()).ToList();
        var differences = new List<string>();

        var single = await StartFirmwareAsync(directories[0], 0, contract, "--mdns-link", UnavailableLink);
        var beforeDiscovery = requests.TakeWhile(request => request.Note == Alone || request.Path is "/config" or "/status").ToList();
        await ReplayAsync(beforeDiscovery, [single], differences);
        await single.Process.DisposeAsync();

        var stations = await Task.WhenAll(Enumerable.Range(0, 3).Select(n => StartFirmwareAsync(directories[n], n, contract)));
        foreach (var other in stations[1..])
        {
            await stations[0].WaitForPeerAsync(other, "with its final host", row => contract == "2026-02" || HasPort(row), Token);
        }

        var beforeRestart = requests.Skip(beforeDiscovery.Count).TakeWhile(request => request.Note != Restarted).ToList();
        await ReplayAsync(beforeRestart, stations, differences);

        await stations[0].Process.DisposeAsync();
        stations[0] = await StartFirmwareAsync(directories[0], 0, contract, "--mdns-link", UnavailableLink);
        await ReplayAsync(requests.Skip(beforeDiscovery.Count + beforeRestart.Count), stations, differences);

        Assert.IsEmpty(differences, string.Join('\n', differences));
    }

    private static bool HasPort(JsonElement row) => row.GetProperty("host").GetString()!.Contains(':', StringComparison.Ordinal);

    private async Task ReplayAsync(IEnumerable<RecordedRequest> requests, RunningFirmware[] stations, List<string> differences)
    {
        foreach (var request in requests)
        {
            if (request.Note == Discovered)
            {
                await Retry.UntilPassesAsync(async () => Assert.IsNull(await DifferenceAsync(request, stations)), Token);
            }
            else if (await DifferenceAsync(request, stations) is { } difference)
            {
                differences.Add(difference);
            }
        }
    }

    private async Task<string?> DifferenceAsync(RecordedRequest request, RunningFirmware[] stations)
    {
        var contentType = request.Note == "text/plain" ? "text/plain" : "application/json";
        var response = await stations[request.Station].Http.SendAsync(request.Method, request.Path, request.Body, Token, contentType);
        return ResponseComparer.Compare(request, response, [.. stations.Select(station => station.Http.Port)]);
    }
}
