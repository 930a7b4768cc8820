namespace VirtualStation.Tests.Support;

/// <summary>A running emulator.</summary>
internal sealed record RunningEmulator(StationRun Process, StationClient Http, int RapiPort);

/// <summary>A running firmware.</summary>
/// <param name="Process">Its run, in a process of its own or in that of the tests.</param>
/// <param name="Http">A client of its HTTP API.</param>
/// <param name="Directory">Its working directory.</param>
/// <param name="Number">0 to 9: determines host name and device id.</param>
internal sealed record RunningFirmware(StationRun Process, StationClient Http, TestDirectory Directory, int Number)
{
    public const string PeersPath = "/loadsharing/peers";

    public string MdnsName => $"openevse-native-{Number}.local";

    public string Id => $"efcdab9{Number}7856";

    public async Task<IReadOnlyList<JsonElement>> PeersAsync(CancellationToken cancellationToken) =>
        [.. (await Http.GetAsync(PeersPath, cancellationToken)).Json.EnumerateArray()];

    /// <summary>Returns the row of another station, found by its host name with or without port; null if it is not listed.</summary>
    public async Task<JsonElement?> FindPeerAsync(RunningFirmware other, CancellationToken cancellationToken)
    {
        var rows = (await PeersAsync(cancellationToken))
            .Where(row => row.GetProperty("host").GetString()!.StartsWith(other.MdnsName, StringComparison.OrdinalIgnoreCase))
            .ToList();
        Assert.IsLessThanOrEqualTo(1, rows.Count, $"{MdnsName} lists {other.MdnsName} {rows.Count} times.");
        return rows.Count == 0 ? null : rows[0];
    }

    public async Task<JsonElement> PeerAsync(RunningFirmware other, CancellationToken cancellationToken) =>
        await FindPeerAsync(other, cancellationToken) ?? throw new AssertFailedException($"{MdnsName} does not list {other.MdnsName}.");

    public Task<StationResponse> AddPeerAsync(string host, CancellationToken cancellationToken, bool reciprocal = false) =>
        Http.PostAsync(PeersPath, $$"""{"host":{{JsonSerializer.Serialize(host)}},"reciprocal":{{(reciprocal ? "true" : "false")}}}""", cancellationToken);

    public Task<StationResponse> DeletePeerAsync(string host, CancellationToken cancellationToken) =>
        Http.DeleteAsync($"{PeersPath}/{host}", cancellationToken);

    /// <summary>Triggers discovery until the row of another station meets a condition.</summary>
    public Task WaitForPeerAsync(RunningFirmware other, string condition, Func<JsonElement, bool> isMet, CancellationToken cancellationToken) =>
        Retry.UntilPassesAsync(
            async () =>
            {
                await Http.PostAsync("/loadsharing/discover", null, cancellationToken);
                var row = await PeerAsync(other, cancellationToken);
                Assert.IsTrue(isMet(row), $"{MdnsName} does not list {other.MdnsName} {condition}: {row.GetRawText()}");
            },
            cancellationToken);

    public Task WaitForOnlineAsync(RunningFirmware other, CancellationToken cancellationToken) =>
        WaitForPeerAsync(other, "as online", row => row.GetProperty("online").GetBoolean(), cancellationToken);

    public Task WaitForJoinedAsync(RunningFirmware other, bool isJoined, CancellationToken cancellationToken) =>
        WaitForPeerAsync(other, $"with joined {isJoined}", row => row.GetProperty("joined").GetBoolean() == isJoined, cancellationToken);

    /// <summary>The number of successful requests to add a peer in the log.</summary>
    public int LoggedAdds => Process.Output.Split('\n').Count(line => line.EndsWith($"HTTP POST {PeersPath} 200", StringComparison.Ordinal));
}
