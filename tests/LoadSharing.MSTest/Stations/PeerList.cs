using System.Collections;
using System.Text.Json;

namespace LoadSharing.MSTest.Stations;

/// <summary>The rows of <c>GET /loadsharing/peers</c>.</summary>
public sealed class PeerList : IReadOnlyList<Peer>
{
    private readonly Station _station;
    private readonly IReadOnlyList<Peer> _rows;

    private PeerList(Station station, IReadOnlyList<Peer> rows) => (_station, _rows) = (station, rows);

    public int Count => _rows.Count;

    public Peer this[int index] => _rows[index];

    /// <summary>Reads a list without rows of foreign stations.</summary>
    /// <exception cref="AssertFailedException">The answer is not 200 with an array.</exception>
    internal static PeerList Read(Station station, Response response, Func<Peer, bool> isForeign)
    {
        var document = response.ShouldBeJson();
        if (document.ValueKind != JsonValueKind.Array)
        {
            throw new AssertFailedException($"Expected {response.Request} to be answered with an array, but the answer is {response}");
        }

        return new PeerList(station, [.. document.EnumerateArray().Select(Peer.Read).Where(row => !isForeign(row))]);
    }

    /// <summary>The rows of a station: by host name or, where rows have device ids, by id.</summary>
    public IReadOnlyList<Peer> Of(Station other) => [.. _rows.Where(other.IsIn)];

    /// <summary>The rows with exactly this host.</summary>
    public IReadOnlyList<Peer> Of(string host) => [.. _rows.Where(row => row.Host == host)];

    /// <summary>The rows with this host name, with any port and device id.</summary>
    public IReadOnlyList<Peer> Named(string hostname) => [.. _rows.Where(row => HostNames.AreEqual(row.HostName, hostname))];

    /// <summary>Asserts that a station has one row, and returns it.</summary>
    public Peer Only(Station other) => Only(Of(other), $"{other}");

    /// <summary>Asserts that a host has one row, and returns it.</summary>
    public Peer Only(string host) => Only(Of(host), $"\"{host}\"");

    /// <summary>Asserts that the station lists no other host than its own.</summary>
    public void ShouldListNoOtherHost() => ShouldListOnly();

    /// <summary>Asserts that the station lists these hosts and itself, and nothing else.</summary>
    public void ShouldListOnly(params IEnumerable<string> hosts)
    {
        var others = _rows.Where(row => !_station.IsIn(row)).Select(row => row.Host).Order(StringComparer.Ordinal).ToList();
        var expected = hosts.Order(StringComparer.Ordinal).ToList();
        if (!others.SequenceEqual(expected))
        {
            throw Failure($"list {(expected.Count == 0 ? "no other host" : string.Join(", ", expected))}", $"it lists {Describe(others)}");
        }
    }

    /// <summary>Asserts that each of these hosts has one row, joined and offline.</summary>
    public void ShouldHaveJoined(IReadOnlyCollection<string> hosts)
    {
        var wrong = hosts.Select(host => (Host: host, Rows: Of(host)))
            .Where(each => each.Rows is not [var row] || !Is(true, row, peer => peer.Joined) || !Is(false, row, peer => peer.Online))
            .ToList();
        if (wrong.Count > 0)
        {
            var missing = wrong.Where(each => each.Rows.Count == 0).Select(each => each.Host).ToList();
            var repeated = wrong.Where(each => each.Rows.Count > 1).Select(each => each.Host).ToList();
            var others = wrong.Where(each => each.Rows.Count == 1).Select(each => RowText.Summary(each.Rows[0])).ToList();
            string?[] problems =
            [
                missing.Count == 0 ? null : $"{missing.Count} are not listed: {Describe(missing)}",
                repeated.Count == 0 ? null : $"{repeated.Count} are listed more than once: {Describe(repeated)}",
                others.Count == 0 ? null : $"{others.Count} have another state: {Describe(others)}",
            ];
            throw Failure($"list {hosts.Count} joined hosts, each in one row, joined and offline", string.Join("; ", problems.OfType<string>()));
        }

        // A full buffer cuts the last row off, so that it lacks a flag that others have. A flag that all lack is judged by the tests of the structure.
        bool Is(bool expected, Peer row, Func<Peer, bool?> flag) => flag(row) is { } value ? value == expected : _rows.All(other => flag(other) is null);
    }

    /// <summary>Asserts that the contract's row of a deleted host is left, which was never discovered.</summary>
    public void ShouldHaveDeleted(string host)
    {
        if (_station.Contract.KeepsRows)
        {
            Only(host).ShouldBe(joined: false, online: false);
        }
        else if (Of(host) is [var row, ..])
        {
            throw Failure($"list \"{host}\" no longer", $"it lists {RowText.Summary(row)}");
        }
    }

    /// <summary>Asserts that a station that is not joined is listed as gone: by the contract offline, or not at all.</summary>
    public void ShouldHaveLost(Station other)
    {
        if (_station.Contract.KeepsRows)
        {
            Only(other).ShouldBe(online: false);
        }
        else if (Of(other) is [var row, ..])
        {
            throw Failure($"list {other} no longer", $"it lists {RowText.Summary(row)}");
        }
    }

    /// <summary>Asserts that the rows are those of an earlier list, in any order. A station's own row may have appeared in between.</summary>
    /// <param name="except">A station whose row may differ.</param>
    public void ShouldEqual(PeerList earlier, Station? except = null)
    {
        var (before, after) = (Others(earlier), Others(this));
        if (!before.SequenceEqual(after))
        {
            throw Failure("list the same rows as before", "the list has changed", $"\n  before:{RowText.Lines(before)}\n  after:{RowText.Lines(after)}");
        }

        List<Peer> Others(PeerList list) =>
            [.. list.Where(row => !_station.IsIn(row) && except?.IsIn(row) != true).OrderBy(row => row.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>Asserts that no station has more than one row.</summary>
    public void ShouldListNoStationTwice()
    {
        if (_rows.GroupBy(row => row.HostName, StringComparer.OrdinalIgnoreCase).FirstOrDefault(rows => rows.Count() > 1) is { } rows)
        {
            throw Failure($"list {rows.Key} in one row", $"it lists {rows.Count()} rows", RowText.Lines(rows));
        }
    }

    /// <summary>Asserts that the station's own row is as in <see cref="Contract.OwnRow"/>.</summary>
    public void ShouldListItself()
    {
        if (_station.Contract.OwnRow == OwnRow.OnceDiscovered && Of(_station).Count == 0)
        {
            return;
        }

        var own = Only(_station);
        own.ShouldDescribe(_station);
        if (_station.Contract.OwnRow == OwnRow.OnceDiscovered)
        {
            own.ShouldBe(joined: false);
        }
        else if (own != _rows[0] || own is { Joined: false } or { Online: false } || _rows.Any(row => (row.IsLocal ?? row == own) != (row == own)))
        {
            throw Failure("list itself first, joined and online, and no other row as local", "its list is another", RowText.Lines(_rows));
        }
    }

    public IEnumerator<Peer> GetEnumerator() => _rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"[{string.Join(",", _rows)}]";

    internal AssertFailedException Failure(string expected, string actual, string rows = "") =>
        new($"Expected {_station} to {expected}, but {actual}.{rows}");

    private static string Describe(List<string> hosts) => hosts.Count == 0 ? "no other host" : $"\"{string.Join("\", \"", hosts)}\"";

    private Peer Only(IReadOnlyList<Peer> rows, string what) => rows switch
    {
        [var row] => row,
        [] => throw Failure($"list {what} in one row", $"it lists {Describe([.. _rows.Select(row => row.Host)])}"),
        _ => throw Failure($"list {what} in one row", $"it lists {rows.Count} rows", RowText.Lines(rows)),
    };
}
