using System.Text.Json;

namespace LoadSharing.MSTest.Stations;

/// <summary>The document of <c>GET /loadsharing/status</c>.</summary>
/// <param name="OnlineCount">Joined stations that are online, this one included.</param>
/// <param name="OfflineCount">Joined stations that are offline.</param>
/// <param name="FailsafeActive">Whether the station limits its current because it lacks data of the group.</param>
/// <param name="FailsafeReason">Why failsafe is active; null while it is not.</param>
/// <param name="Rows">The rows of the peer list, with further fields.</param>
/// <param name="Allocations">The current that the controller has given each station; empty on a member.</param>
public sealed record GroupStatus(
    int? OnlineCount, int? OfflineCount, bool? FailsafeActive, string? FailsafeReason, IReadOnlyList<GroupStatusRow> Rows, Allocations Allocations)
{
    internal static GroupStatus Read(JsonElement document) => new(
        document.Integer("online_count"),
        document.Integer("offline_count"),
        document.Flag("failsafe_active"),
        document.Text("failsafe_reason"),
        [.. document.Rows("peers").Select(row => new GroupStatusRow(Peer.Read(row), row.Text("error"), row))],
        Allocations.Read(document.Rows("allocations")));

    /// <summary>In words: <c>online 2, offline 1; b.local offline joined, stale; allocations: a.local 16 A equal_share</c>.</summary>
    public override string ToString() =>
        $"online {OnlineCount}, offline {OfflineCount}{(FailsafeActive == true ? $", failsafe {FailsafeReason}".TrimEnd() : "")}; "
        + $"{string.Join(", ", Rows.Select(row => $"{RowText.Summary(row.Peer)}{(row.Error is null ? "" : $" ({row.Error})")}"))}"
        + (Allocations.Count == 0 ? "" : $"; allocations: {Allocations}");

    /// <summary>The row of a host; asserts that there is one.</summary>
    public GroupStatusRow Of(string host) => Only(row => row.Peer.Host == host, host);

    /// <summary>The row of a station; asserts that there is one.</summary>
    public GroupStatusRow Of(Station station) => Only(row => station.IsIn(row.Peer), $"{station}");

    private GroupStatusRow Only(Func<GroupStatusRow, bool> isWanted, string what) => Rows.Where(isWanted).ToList() is [var row]
        ? row
        : throw new AssertFailedException($"Expected GET /loadsharing/status to have one row of {what}, but its rows are {string.Join(",", Rows)}");
}

/// <summary>A row of <c>GET /loadsharing/status</c>.</summary>
/// <param name="Peer">The fields that the peer list has too.</param>
/// <param name="Error">Why the station is offline; null if it is not, or if the generation does not say so.</param>
/// <param name="Document">The row as it is.</param>
public sealed record GroupStatusRow(Peer Peer, string? Error, JsonElement Document)
{
    public override string ToString() => Document.GetRawText();
}
