namespace LoadSharing.MSTest.Contracts;

/// <summary>A peer list that is as the contract says, row by row.</summary>
internal sealed record PeerList(Exchange Exchange, IReadOnlyList<PeerRow> Rows)
{
    /// <summary>The rows that mean a station: by host name or, where rows have ids, by id.</summary>
    public IReadOnlyList<PeerRow> RowsOf(Station station) => [.. Rows.Where(station.IsMeantBy)];

    /// <summary>The rows with exactly this host, letter by letter.</summary>
    public IReadOnlyList<PeerRow> RowsOf(string host) => [.. Rows.Where(row => row.Host == host)];

    /// <summary>The rows with this host name, whatever their port and id.</summary>
    public IReadOnlyList<PeerRow> RowsNamed(string hostname) => [.. Rows.Where(row => HostNames.Same(row.HostName, hostname))];

    /// <summary>The list as it would be without the rows of this host.</summary>
    public PeerList Without(string host) => this with { Rows = [.. Rows.Where(row => row.Host != host)] };

    /// <summary>The only row that means the station.</summary>
    /// <exception cref="AssertFailedException">There is none, or more than one.</exception>
    public PeerRow Single(Station station) => Only(RowsOf(station), $"{station.Name} ({station.Hostname})");

    /// <summary>The only row with exactly this host.</summary>
    /// <exception cref="AssertFailedException">There is none, or more than one.</exception>
    public PeerRow Single(string host) => Only(RowsOf(host), $"\"{host}\"");

    /// <summary>One row means the station, and it is so; null for a flag that doesn't matter.</summary>
    public void MustListOnce(Station station, bool? joined = null, bool? online = null) => MustBe(Single(station), joined, online);

    /// <summary>One row has exactly this host, and it is so; null for a flag that doesn't matter.</summary>
    public void MustListOnce(string host, bool? joined = null, bool? online = null) => MustBe(Single(host), joined, online);

    /// <summary>One row has the host of the expected row, and is the same in every field.</summary>
    public void MustListOnce(PeerRow expected)
    {
        var row = Single(expected.Host);
        MustHold(row.Differences(expected).Select(difference => $"{difference} in {row.Raw}"));
    }

    /// <summary>Fails with what the contract finds wrong with the list.</summary>
    public void MustHold(IEnumerable<string> problems) => Verdict.NothingWrong($"{Exchange.Station}'s peer list", problems, Exchange.Describe());

    /// <summary>What is wrong with the list, and the exchange that shows it; null when nothing is: what a failed wait shows.</summary>
    public string? Explain(IEnumerable<string> problems) =>
        Verdict.Text(problems) is { } text ? $"{text}{Environment.NewLine}{Exchange.Describe()}" : null;

    private void MustBe(PeerRow row, bool? joined, bool? online) => MustListOnce(row with { Joined = joined ?? row.Joined, Online = online ?? row.Online });

    private PeerRow Only(IReadOnlyList<PeerRow> rows, string what)
    {
        MustHold(rows.Count == 1 ? [] : [$"{what} is in {rows.Count} rows instead of one{string.Concat(rows.Select(row => $" {row.Raw}"))}"]);
        return rows[0];
    }
}
