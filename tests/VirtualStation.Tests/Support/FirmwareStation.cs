using System.Text.Json;

namespace VirtualStation.Tests.Support;

/// <summary>A running firmware.</summary>
internal sealed record FirmwareStation(ChildProcess Process, StationClient Http, TestDirectory Directory, int Number)
{
    public const string PeersPath = "/loadsharing/peers";

    public string MdnsName => $"openevse-native-{Number}.local";

    public string Id => $"efcdab9{Number}7856";

    public async Task<IReadOnlyList<JsonElement>> PeersAsync(CancellationToken cancellationToken) =>
        [.. (await Http.GetAsync(PeersPath, cancellationToken)).Json.EnumerateArray()];

    /// <summary>The row of another station, by its host name as the facts say; null where there is none.</summary>
    public async Task<JsonElement?> RowAsync(FirmwareStation other, CancellationToken cancellationToken)
    {
        var rows = (await PeersAsync(cancellationToken)).Where(row => row.GetProperty("host").GetString()!.StartsWith(other.MdnsName, StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.IsLessThanOrEqualTo(1, rows.Count, $"{MdnsName} lists {other.MdnsName} {rows.Count} times");
        return rows.Count == 0 ? null : rows[0];
    }

    public Task<HttpAnswer> JoinAsync(string host, CancellationToken cancellationToken, bool reciprocal = false) =>
        Http.PostAsync(PeersPath, $$"""{"host":{{JsonSerializer.Serialize(host)}},"reciprocal":{{(reciprocal ? "true" : "false")}}}""", cancellationToken);

    /// <summary>Waits until the row of another station is as wanted, asking for discovery meanwhile.</summary>
    public Task UntilRowAsync(FirmwareStation other, string condition, Func<JsonElement, bool> holds, CancellationToken cancellationToken) => Wait.UntilAsync(
        $"{MdnsName} lists {other.MdnsName} {condition}",
        async () =>
        {
            await Http.PostAsync("/loadsharing/discover", null, cancellationToken);
            return await RowAsync(other, cancellationToken) is not { } row ? "no row" : holds(row) ? null : row.GetRawText();
        },
        cancellationToken);
}
