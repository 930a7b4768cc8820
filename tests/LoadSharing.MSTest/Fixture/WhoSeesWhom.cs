using System.Text;

namespace LoadSharing.MSTest.Fixture;

/// <summary>The peer lists of a whole fleet at one look.</summary>
internal sealed class WhoSeesWhom(Fleet fleet, IReadOnlyList<(Station Station, PeerList List)> lists)
{
    public PeerList this[Station station] => lists.Single(entry => entry.Station == station).List;

    /// <summary>What keeps it from "every station lists every other one, online, once, with an address, not joined, and nothing else".</summary>
    public IReadOnlyList<string> Problems() =>
        [.. lists.SelectMany(entry => Problems(entry.Station, entry.List).Select(problem => $"{entry.Station.Name}: {problem}"))];

    /// <summary>The rows that a further discovery will still change.</summary>
    public IReadOnlyList<string> Unsettled() =>
    [
        .. from entry in lists
           from other in fleet.Others(entry.Station)
           from row in entry.List.RowsOf(other)
           from problem in fleet.Contract.UnsettledProblems(row, other)
           select $"{entry.Station.Name}: of {other.Name}, {problem}: {row.Raw}",
    ];

    /// <summary>Fails if anything but one row is otherwise than before: what <paramref name="asked"/> says of <paramref name="changed"/>.</summary>
    public void MustDifferOnlyAt(WhoSeesWhom before, Station asked, Station changed)
    {
        var problems = from entry in lists
                       from problem in Changes(before[entry.Station], entry.List, entry.Station, entry.Station == asked ? changed : null)
                       select $"{entry.Station.Name}: {problem}";
        Verdict.NothingWrong($"More has changed than {asked.Name}'s row of {changed.Name}", problems, ToString());
    }

    /// <summary>What is wrong, the table, and the list of each station that has something wrong: what a failed wait shows.</summary>
    public string? Explain(IReadOnlyList<string> problems)
    {
        var answers = lists.Where(entry => problems.Any(problem => problem.StartsWith($"{entry.Station.Name}: ", StringComparison.Ordinal)));
        return Verdict.Text(problems) is { } text
            ? string.Join(Environment.NewLine, [text, ToString(), .. answers.Select(entry => entry.List.Exchange.Describe())])
            : null;
    }

    /// <summary>A table, one line for each station asked: what it says of each station, and whom it lists besides.</summary>
    public override string ToString()
    {
        var names = fleet.Stations.Select(station => station.Name).ToList();
        var rows = lists.Select(entry => (string[])[entry.Station.Name, .. fleet.Stations.Select(other => Cell(entry.Station, other, entry.List)), Strangers(entry.List)]);
        string[][] table = [["asked", .. names, "strangers"], .. rows];
        var widths = Enumerable.Range(0, table[0].Length).Select(column => table.Max(line => line[column].Length)).ToList();
        var text = new StringBuilder("Who sees whom (a line is the station asked, a column what it says of that station; its own is in brackets):");
        foreach (var line in table)
        {
            text.AppendLine().Append("  ").Append(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        return text.ToString();
    }

    private IEnumerable<string> Changes(PeerList before, PeerList after, Station asked, Station? except) =>
    [
        .. fleet.Contract.SelfProblems(after, asked),
        .. from other in fleet.Others(asked)
           where other != except
           let row = after.Single(other)
           from difference in row.Differences(before.Single(other))
           select $"of {other.Name}, {difference}: {row.Raw}",
        .. StrangersOf(after).Select(row => $"lists a stranger: {row.Raw}"),
    ];

    private static string Cell(Station asked, Station other, PeerList list)
    {
        var cell = string.Join(" + ", list.RowsOf(other).Select(Describe)) is { Length: > 0 } rows ? rows : "-";
        return asked == other ? $"({cell})" : cell;
    }

    private static string Describe(PeerRow row) =>
        $"{(row.Online ? "online" : "OFFLINE")}{(row.Joined ? ",joined" : "")}{(row.HasAddress ? "" : ",no address")}";

    private string Strangers(PeerList list) =>
        StrangersOf(list).ToList() is { Count: > 0 } strangers ? string.Join(", ", strangers.Select(row => row.Host)) : "none";

    private IEnumerable<PeerRow> StrangersOf(PeerList list) => list.Rows.Where(row => !fleet.Stations.Any(station => station.IsMeantBy(row)));

    private IEnumerable<string> Problems(Station station, PeerList list) =>
    [
        .. fleet.Contract.DiscoveredSelfProblems(list, station),
        .. fleet.Others(station).SelectMany(other => Problems(other, list.RowsOf(other))),
        .. StrangersOf(list).Select(row => $"lists a stranger: {row.Raw}"),
    ];

    private IEnumerable<string> Problems(Station other, IReadOnlyList<PeerRow> rows) => rows.Count switch
    {
        0 => [$"doesn't list {other}"],
        1 => fleet.Contract.DiscoveredProblems(rows, other, joined: false, other.Name),
        _ => [$"lists {other} {rows.Count} times: {string.Join(" ", rows.Select(each => each.Raw))}"],
    };
}
