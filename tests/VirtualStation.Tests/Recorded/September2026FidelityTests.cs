using System.Diagnostics;

namespace VirtualStation.Tests.Recorded;

/// <summary>Replays the recording of 2026-09, in which stations discover each other only when asked, and follow their peers.</summary>
[TestClass]
public sealed class September2026FidelityTests : StationTest
{
    private const string Contract = "2026-09";
    private const string Discover = "/loadsharing/discover";
    private const int Peers = 2;

    // See FidelityTests.
    private const string UnavailableLink = "239.255.0.1:5400@192.0.2.1";

    private static readonly TimeSpan DiscoveryRepetition = TimeSpan.FromSeconds(5);

    [TestMethod]
    [DataRow("a fresh station, then three, then adds")]
    [DataRow("group settings, member, failsafe (station 2 of the first run); the station has a fresh directory")]
    [DataRow("priorities of the peer list (a fresh station 0, stations 1 and 2 discovered)")]
    [DataRow("the station added under an address, one device under two spellings, deletes (stations 0 and 1)")]
    public async Task Replay_SectionOfThreeStations_GivesRecordedResponses(string section)
    {
        var requests = RecordedRequest.Read(Contract)[section];
        var stations = await Task.WhenAll(Enumerable.Range(0, 3).Select(n => StartFirmwareAsync(n, Contract)));
        foreach (var station in stations)
        {
            await station.Process.WaitForOutputAsync("mDNS: published", Token);
        }

        // In the last section, station 1 has discovered the others before.
        if (section.StartsWith("the station added", StringComparison.Ordinal))
        {
            await DiscoverAsync(stations[1]);
        }

        await ReplayAsync(requests, stations);
    }

    [TestMethod]
    public async Task Replay_SectionOfOneStation_GivesRecordedResponses()
    {
        var station = await StartFirmwareAsync(0, Contract, "--mdns-link", UnavailableLink);

        await ReplayAsync(RecordedRequest.Read(Contract)["deletes, other methods, restart (a second run)"], [station]);
    }

    [TestMethod]
    public void Recording_Sections_AreReplayed() => Assert.HasCount(5, RecordedRequest.Read(Contract));

    private static bool IsSkipped(RecordedRequest request) =>

        // The replay has no chargers.
        request is { Path: "/status", Note.Length: > 0 }

        // States that last less than a second, and an answer of known defect 1 of docs/firmware-api.md.
        || request is { Station: 2, Method: "GET", Path: RunningFirmware.PeersPath, Note: null or "" }
        || request.Note is "at once" or "after" or "after a discovery: the row has the discovered name"
        || request is { Method: "DELETE", Note: "by the first spelling" or "by the second spelling" };

    private async Task ReplayAsync(IEnumerable<RecordedRequest> requests, RunningFirmware[] stations)
    {
        foreach (var request in requests.Where(request => !IsSkipped(request)))
        {
            if (request.Note is { } note && (note.StartsWith("after restart", StringComparison.Ordinal)
                || note.StartsWith("after a restart", StringComparison.Ordinal)))
            {
                await stations[0].Process.DisposeAsync();
                stations[0] = await StartFirmwareAsync(stations[0].Directory, 0, Contract, "--mdns-link", UnavailableLink);
            }

            var ports = stations.Select(station => station.Http.Port).ToList();
            var (path, body) = (ResponseComparer.MapPorts(request.Path, ports), request.Body is null ? null : ResponseComparer.MapPorts(request.Body, ports));
            var contentType = request.Note == "text/plain" ? "text/plain" : "application/json";
            if (request is { Method: "POST", Path: Discover } && stations.Length > 1)
            {
                await DiscoverAsync(stations[request.Station]);
            }
            else if (request.Method == "GET")
            {
                await Retry.UntilPassesAsync(async () => Assert.IsNull(await DifferenceAsync()), Token);
            }
            else
            {
                Assert.IsNull(await DifferenceAsync());
            }

            async Task<string?> DifferenceAsync() => ResponseComparer.Compare(
                request, await stations[request.Station].Http.SendAsync(request.Method, path, body, Token, contentType), ports);
        }
    }

    // Asks until the others are listed. A second successful sweep would add the ports to their hosts.
    private async Task DiscoverAsync(RunningFirmware station)
    {
        long? asked = null;
        await Retry.UntilPassesAsync(
            async () =>
            {
                if ((await station.PeersAsync(Token)).Count(row => row.GetProperty("ip").GetString() == "127.0.0.1") == Peers)
                {
                    return;
                }

                if (asked is null || Stopwatch.GetElapsedTime(asked.Value) > DiscoveryRepetition)
                {
                    Assert.AreEqual("done", (await station.Http.PostAsync(Discover, null, Token)).Message);
                    asked = Stopwatch.GetTimestamp();
                }

                Assert.Fail("The others are not listed.");
            },
            Token);
    }
}
