namespace VirtualStation.Tests.Recorded;

/// <summary>
/// Replays the recorded life of a group as far as it does not depend on the moment of a sample. Section i2 is left out: the recorded firmware loses a role
/// that comes alone at a restart, and the virtual firmware does not.
/// </summary>
[TestClass]
public sealed class GroupFidelityTests : GroupTest
{
    [TestMethod]
    [DataRow("2026-07")]
    [DataRow("2026-09")]
    public Task Replay_RefusedSettings_GivesRecordedResponses(string contract) => ReplaySettingsAsync(contract, "i");

    // A frame has to arrive within the heartbeat timeout of 10 s.
    protected override int TimeFactor => 4;

    [TestMethod]
    [DataRow("2026-07")]
    [DataRow("2026-09")]
    public async Task Replay_AllocationsOfAClient_GivesRecordedClaims(string contract)
    {
        var station = await StartChargingAsync(contract);
        var client = await ConnectAsync(station);
        foreach (var record in RecordedGroup.Read(contract, "k", new Dictionary<int, int> { [0] = station.Http.Port }))
        {
            if (record.Text("from") == "client")
            {
                await client.SendAsync(record.GetProperty("frame").GetRawText(), Token);
            }
            else if (record.Text("kind") is null)
            {
                await ReplayAsync(record, station);
            }
        }

        await client.WaitForAsync("pong", Token);
    }

    private async Task ReplaySettingsAsync(string contract, string section)
    {
        var stations = await Task.WhenAll(Enumerable.Range(0, 3).Select(n => StartFirmwareAsync(n, contract, "--mdns-link", UnavailableLink)));
        var ports = stations.ToDictionary(station => station.Number, station => station.Http.Port);
        foreach (var record in RecordedGroup.Read(contract, section, ports))
        {
            if (record.Text("kind") is null)
            {
                await ReplayAsync(record, stations[record.GetProperty("station").GetInt32()]);
            }
        }
    }

    private async Task ReplayAsync(JsonElement record, RunningFirmware station)
    {
        var (method, path) = (record.Text("method")!, record.Text("path")!);
        var request = record.TryGetProperty("request", out var given) ? given : default;
        var body = request.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : request.ValueKind == JsonValueKind.String
            ? request.GetString()
            : request.GetRawText();
        if (method == "GET")
        {
            await Retry.UntilPassesAsync(CompareAsync, Token);
        }
        else
        {
            await CompareAsync();
        }

        async Task CompareAsync()
        {
            var response = await station.Http.SendAsync(method, path, body, Token);
            var at = record.GetProperty("at").GetDouble().ToString();
            var what = $"{at}: station {station.Number}: {method} {path} {body}";
            Assert.AreEqual(record.GetProperty("status").GetInt32(), response.Status, what);
            Assert.IsNull(RecordedGroup.Difference(record.GetProperty("response"), response.Json), $"{what} answered {response}");
        }
    }
}
