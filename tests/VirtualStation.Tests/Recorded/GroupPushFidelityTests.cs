namespace VirtualStation.Tests.Recorded;

/// <summary>Replays what a controller sent to a peer that was a recording server.</summary>
[TestClass]
public sealed class GroupPushFidelityTests : GroupTest
{
    private const string Section = "s1";
    private const int RecordedPeer = 9;
    private int _pushes;
    private int _frames;

    [TestMethod]
    [DataRow("2026-07", true)]

    // The frames of 2026-09 depend on the demand cap of the controller's own car.
    [DataRow("2026-09", false)]
    public async Task Replay_ControllerOfOnePeer_SendsRecordedMessages(string contract, bool comparesFrames)
    {
        var controller = await StartChargingAsync(contract);
        var peer = await StartPeerAsync();
        var ports = new Dictionary<int, int> { [0] = controller.Http.Port, [RecordedPeer] = peer.Port };
        var last = "";

        // A request and what it causes were recorded in the same hundredth of a second.
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
                case "frame" when record.Text("from") == "station-0" && comparesFrames && frame.GetRawText() != last:
                    last = frame.GetRawText();
                    await CompareFrameAsync(frame, peer);
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

    // Frames repeat every 5 s: only the next one with other values has to come.
    private Task CompareFrameAsync(JsonElement frame, RecordingPeer peer) => Retry.UntilPassesAsync(
        () =>
        {
            var found = peer.Frames.Skip(_frames).ToList().FindIndex(received => JsonElement.DeepEquals(received, frame));
            Assert.AreNotEqual(-1, found, $"Expected {frame}. The frames: {string.Join('\n', peer.Frames)}");
            _frames += found;
        },
        Token);
}
