using System.Collections.Concurrent;
using VirtualStation.Tests.Recorded;

namespace VirtualStation.Tests.Support;

/// <summary>The base of tests of a group, with shorter times than those of the firmware.</summary>
public abstract class GroupTest : StationTest
{
    protected const string ControllerSettings = """
        {"loadsharing_enabled":true,"loadsharing_role":"controller","loadsharing_group_id":"g",
         "loadsharing_group_max_current":32,"loadsharing_heartbeat_timeout":20}
        """;

    // See FidelityTests.
    protected const string UnavailableLink = "239.255.0.1:5400@192.0.2.1";

    private readonly List<RecordingPeer> _peers = [];
    private readonly List<EventClient> _clients = [];
    private readonly ConcurrentDictionary<int, string[]> _arguments = [];

    /// <summary>The time factor of the stations.</summary>
    protected virtual int TimeFactor => 10;

    /// <summary>The arguments that set the time factor.</summary>
    internal string[] Fast => ["--time-factor", $"{TimeFactor}"];

    [TestCleanup]
    public async Task StopPeersAsync()
    {
        _clients.ForEach(client => client.Dispose());
        foreach (var peer in _peers)
        {
            await peer.DisposeAsync();
        }
    }

    internal async Task<RecordingPeer> StartPeerAsync()
    {
        var peer = await RecordingPeer.StartAsync();
        _peers.Add(peer);
        return peer;
    }

    internal async Task<EventClient> ConnectAsync(RunningFirmware station)
    {
        var client = await EventClient.ConnectAsync(station.Http.Port, Token);
        _clients.Add(client);
        return client;
    }

    /// <summary>Starts a controller with a charging car and a joined peer.</summary>
    internal async Task<(RunningFirmware Controller, RecordingPeer Peer)> StartControllerAsync(string contract)
    {
        var controller = await StartChargingAsync(contract);
        var peer = await StartPeerAsync();
        peer.AnswersFrames = true;
        await controller.Http.PostAsync("/config", ControllerSettings, Token);
        await controller.AddPeerAsync(peer.Host, Token);
        return (controller, peer);
    }

    /// <summary>Starts a station whose car charges at the offered current.</summary>
    internal async Task<RunningFirmware> StartChargingAsync(string contract, int number = 0)
    {
        var emulator = await StartEmulatorAsync(Fast);
        await emulator.Http.PostAsync("/api/ev/connect", "", Token);
        await emulator.Http.PostAsync("/api/ev/request_charge", "", Token);

        // Discovery would change the hosts of peers, and so connect to them again.
        _arguments[number] = ["--contract", contract, "--rapi-tcp", $"127.0.0.1:{emulator.RapiPort}", "--mdns-link", UnavailableLink, .. Fast];
        var station = await StartFirmwareAsync(number, contract, _arguments[number]);

        // A controller that has not read its charger's limits gives itself 0 A, and its charger sleeps from then on.
        await WaitForStatusAsync(station, ("state", 3), ("max_current", 32));
        return station;
    }

    /// <summary>Starts a station of <see cref="StartChargingAsync"/> again, in the same directory with the same emulator.</summary>
    internal Task<RunningFirmware> RestartAsync(RunningFirmware station) =>
        StartFirmwareAsync(station.Directory, station.Number, arguments: _arguments[station.Number]);

    internal async Task<JsonElement> GroupStatusAsync(RunningFirmware station) => (await station.Http.GetAsync("/loadsharing/status", Token)).Json;

    /// <summary>Waits until <c>/loadsharing/status</c> has the properties of an expected document.</summary>
    internal Task WaitForGroupStatusAsync(RunningFirmware station, string expected) => Retry.UntilPassesAsync(
        async () => Assert.IsNull(RecordedGroup.Difference(JsonElement.Parse(expected), await GroupStatusAsync(station))), Token);

    /// <summary>Waits until a station's row of the group status meets a condition.</summary>
    internal Task WaitForRowAsync(RunningFirmware station, string host, Func<JsonElement, bool> isMet) => Retry.UntilPassesAsync(
        async () =>
        {
            var rows = (await GroupStatusAsync(station)).GetProperty("peers");
            Assert.Contains(row => row.GetProperty("host").GetString() == host && isMet(row), rows.EnumerateArray(), rows.GetRawText());
        },
        Token);

    internal Task WaitForFrameAsync(RecordingPeer peer, double amps, string reason) => Retry.UntilPassesAsync(
        () => Assert.Contains(
            frame => frame.GetProperty("loadsharing").GetProperty("target_current").GetDouble() == amps
                && frame.GetProperty("loadsharing").GetProperty("reason").GetString() == reason,
            peer.Frames,
            $"Expected the frame {amps} A {reason}. The frames: {string.Join(' ', peer.Frames)}"),
        Token);

    internal Task WaitForPushesAsync(RecordingPeer peer, int count) => Retry.UntilPassesAsync(
        () => Assert.IsGreaterThanOrEqualTo(count, peer.Pushes.Count, string.Join('\n', peer.Pushes)), Token);
}
