using System.Text.Encodings.Web;
using System.Text.Json;

namespace LoadSharing.MSTest.Contracts;

/// <summary>A peer list that is as the contract says, row by row.</summary>
internal sealed record PeerList(Exchange Exchange, IReadOnlyList<PeerRow> Rows)
{
    private const int MostHosts = 12;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
    public PeerRow Single(string host) => Only(RowsOf(host), Quoted(host));

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

    /// <summary>
    /// The same rows as before, in the same order and alike in every field, but for the station's own: in some generations it meets itself between two looks.
    /// </summary>
    public void MustBeAs(PeerList before, Station asked)
    {
        var (was, seen) = (Others(before), Others(this));
        MustHold(was.Count == seen.Count
            ? seen.Zip(was).SelectMany(rows => rows.First.Differences(rows.Second).Select(difference => $"{difference} in {rows.First.Raw}"))
            : [$"{seen.Count} rows instead of {was.Count} as before, {HostsOf(was)}: {HostsOf(seen)}"]);

        List<PeerRow> Others(PeerList list) => [.. list.Rows.Where(row => !asked.IsMeantBy(row))];
    }

    /// <summary>What keeps each of these hosts from being one row, joined and offline; how many are, comes first.</summary>
    /// <param name="before">The list as it was before a restart; null if there was none.</param>
    /// <param name="signal">How the station was ended then.</param>
    public IEnumerable<string> GroupProblems(IReadOnlyList<string> hosts, PeerList? before = null, ProcessSignal signal = default)
    {
        var wrong = hosts.Where(host => RowsOf(host) is not [{ Joined: true, Online: false }]);
        return wrong.Select(host => RowsOf(host) switch
        {
            [] => $"{Quoted(host)} is not listed",
            [{ Joined: false } row] => $"{Quoted(host)} is not joined: {row.Raw}",
            [var row] => $"{Quoted(host)} is online: {row.Raw}",
            var rows => $"{Quoted(host)} is in {rows.Count} rows instead of one",
        }).Select((problem, index) => index > 0 ? problem : before is null
            ? $"{hosts.Count(HasJoined)} of {hosts.Count} added peers are listed and joined: {problem}"
            : $"{hosts.Count(before.HasJoined)} of {hosts.Count} added peers were listed and joined before {(signal == ProcessSignal.Kill ? "SIGKILL" : "SIGTERM")}, {hosts.Count(HasJoined)} after it: {problem}");
    }

    /// <summary>No host is in two rows.</summary>
    public void MustListNobodyTwice() => MustHold(
        Rows.GroupBy(row => row.HostName, StringComparer.OrdinalIgnoreCase).Where(rows => rows.Count() > 1)
            .Select(rows => $"{rows.Key} is in {rows.Count()} rows instead of one: {string.Join(" ", rows.Select(row => row.Raw))}"));

    /// <summary>Fails with what the contract finds wrong with the list.</summary>
    public void MustHold(IEnumerable<string> problems) => Verdict.NothingWrong($"{Exchange.Station}'s peer list", problems, Exchange.Describe());

    /// <summary>What is wrong with the list, and the exchange that shows it; null when nothing is: what a failed wait shows.</summary>
    public string? Explain(IEnumerable<string> problems) =>
        Verdict.Text(problems) is { } text ? $"{text}{Environment.NewLine}{Exchange.Describe()}" : null;

    private void MustBe(PeerRow row, bool? joined, bool? online) => MustListOnce(row with { Joined = joined ?? row.Joined, Online = online ?? row.Online });

    private bool HasJoined(string host) => RowsOf(host).Any(row => row.Joined);

    private PeerRow Only(IReadOnlyList<PeerRow> rows, string what)
    {
        MustHold(rows.Count == 1 ? []
            : rows.Count == 0 ? [$"{what} is not listed; listed: {HostsOf(Rows)}"]
            : [$"{what} is in {rows.Count} rows instead of one{string.Concat(rows.Select(row => $" {row.Raw}"))}"]);
        return rows[0];
    }

    // On one line, whatever is in it.
    private static string Quoted(string host) => JsonSerializer.Serialize(host, Plain);

    private static string HostsOf(IReadOnlyList<PeerRow> rows) => rows.Count == 0 ? "nobody"
        : $"{string.Join(", ", rows.Take(MostHosts).Select(row => Quoted(row.Host)))}{(rows.Count > MostHosts ? $" and {rows.Count - MostHosts} more" : "")}";
}
