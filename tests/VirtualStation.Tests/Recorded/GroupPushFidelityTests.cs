namespace VirtualStation.Tests.Recorded;

/// <summary>
/// Replays the requests of a controller to a peer that was a recording server. Its allocations are left out: they depend on the moment at which it has read
/// its charger's limits.
/// </summary>
[TestClass]
public sealed class GroupPushFidelityTests : GroupTest
{
    private const string Section = "s1";
    private const int RecordedPeer = 9;
    private int _pushes;

    // A change of the settings is not pushed to a peer that is stale at that moment. At this factor it is stale after 10 s of real time.
    protected override int TimeFactor => 2;

    [TestMethod]
    [DataRow("2026-07")]
    [DataRow("2026-09")]
    public async Task Replay_ControllerOfOnePeer_SendsRecordedRequests(string contract)
    {
        var controller = await StartChargingAsync(contract);
        var peer = await StartPeerAsync();

        // The recorded peer sent a frame every 5 s.
        peer.AnswersFrames = true;
        var ports = new Dictionary<int, int> { [0] = controller.Http.Port, [RecordedPeer] = peer.Port };

        // A request and its effects were recorded in the same hundredth of a second.
        var records = RecordedGroup.Read(contract, Section, ports)
            .OrderBy(record => record.GetProperty("at").GetDouble())
            .ThenBy(record => record.Text("kind") is not null);
        foreach (var record in records)
        {
            var frame = record.TryGetProperty("frame", out var sent) ? sent : default;
            switch (record.Text("kind"))
            {
                case "push":
                    await ComparePushAsync(record, peer);
                    break;
                case "frame" when record.Text("from") == "stub" && frame.ValueKind == JsonValueKind.Object:
                    await peer.SendAsync(frame.GetRawText(), Token);
                    break;
                case "event" when record.Text("text")!.StartsWith("its limits change", StringComparison.Ordinal):
                    peer.SetLimits(10, 13);
                    break;
                case "event" when record.Text("text")!.EndsWith("started again", StringComparison.Ordinal):
                    await controller.Process.DisposeAsync();
                    controller = await RestartAsync(controller);
                    break;
                case null when record.Text("method") != "GET":
                    await CompareResponseAsync(record, controller);
                    break;
            }
        }
    }

    private async Task CompareResponseAsync(JsonElement record, RunningFirmware controller)
    {
        var body = record.GetProperty("request") is { ValueKind: JsonValueKind.Object } request ? request.GetRawText() : null;
        var response = await controller.Http.SendAsync(record.Text("method")!, record.Text("path")!, body, Token);
        Assert.AreEqual(record.GetProperty("status").GetInt32(), response.Status, record.GetRawText());
        Assert.IsNull(RecordedGroup.Difference(record.GetProperty("response"), response.Json), record.GetRawText());
    }

    private async Task ComparePushAsync(JsonElement record, RecordingPeer peer)
    {
        await WaitForPushesAsync(peer, _pushes + 1);
        var (path, body) = peer.Pushes[_pushes++];
        Assert.AreEqual(record.Text("path"), path);
        Assert.AreEqual(record.GetProperty("request").GetRawText(), JsonElement.Parse(body).GetRawText());
    }
}
