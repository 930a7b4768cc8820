namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// What a used station still lists of earlier tests: hosts that nobody has, which were added and deleted again. Contract 2026-07 keeps such rows until a
/// restart. They are ignored only as long as they are what they were; a fresh station has none.
/// </summary>
internal sealed class Leftovers : IIgnoredRows
{
    /// <summary>A station that lists more of them is not handed on: a firmware's list holds about 20 rows (facts: known defect 3).</summary>
    public const int Most = 8;

    private IReadOnlyList<PeerRow> _rows = [];

    /// <summary>Takes what the station lists besides the stations of its fleet when a test gets it.</summary>
    public void Note(PeerList list, Fleet fleet) => _rows = In(list, fleet);

    /// <summary>The rows that could be leftovers.</summary>
    public static IReadOnlyList<PeerRow> In(PeerList list, Fleet fleet) =>
        [.. list.Rows.Where(row => row is { Joined: false, Online: false, HasAddress: false } && !fleet.Stations.Any(station => station.IsMeantBy(row)))];

    public PeerList Without(PeerList list) =>
        list with { Rows = [.. list.Rows.Where(row => !_rows.Any(leftover => leftover.Host == row.Host && !row.Differences(leftover).Any()))] };
}
