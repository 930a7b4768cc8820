namespace LoadSharing.MSTest.Contracts;

/// <summary>A peer list that is as the contract says, row by row.</summary>
internal sealed record PeerList(Exchange Exchange, IReadOnlyList<PeerRow> Rows)
{
    /// <summary>The rows that mean a station: by host name or, where rows have ids, by id.</summary>
    public IReadOnlyList<PeerRow> RowsOf(Station station) => [.. Rows.Where(station.IsMeantBy)];

    /// <summary>The rows with exactly this host, letter by letter.</summary>
    public IReadOnlyList<PeerRow> RowsOf(string host) => [.. Rows.Where(row => row.Host == host)];

    /// <summary>The only row that means the station.</summary>
    /// <exception cref="AssertFailedException">There is none, or more than one.</exception>
    public PeerRow Single(Station station) => Only(RowsOf(station), $"{station.Name} ({station.Hostname})");

    /// <summary>The only row with exactly this host.</summary>
    /// <exception cref="AssertFailedException">There is none, or more than one.</exception>
    public PeerRow Single(string host) => Only(RowsOf(host), $"host \"{host}\"");

    /// <summary>The list as it would be without a row that has been looked at already.</summary>
    public PeerList Without(PeerRow row) => this with { Rows = [.. Rows.Where(other => other != row)] };

    /// <summary>Fails with what the contract finds wrong with the list.</summary>
    public void MustHold(IEnumerable<string> problems)
    {
        var wrong = problems.ToList();
        if (wrong.Count > 0)
        {
            throw new AssertFailedException(
                $"""
                {Exchange.Station}'s peer list is not what it must be here:
                {string.Join(Environment.NewLine, wrong.Select(problem => $"- {problem}"))}
                {Exchange.Describe()}
                """);
        }
    }

    private PeerRow Only(IReadOnlyList<PeerRow> rows, string what) => rows.Count == 1
        ? rows[0]
        : throw new AssertFailedException(
            $"{Exchange.Station} lists {what} in {rows.Count} rows instead of one.{Environment.NewLine}{Exchange.Describe()}");
}
