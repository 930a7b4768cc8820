using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using GroupMonitor;
using LoadSharing.MSTest.Monitoring;

namespace LoadSharing.MSTest.Stations;

/// <summary>Leased stations that discover exactly each other. When a test gets them, none has a joined peer.</summary>
public sealed partial class Fleet : IReadOnlyList<Station>, IDisposable
{
    private readonly LeaseDocument _lease;
    private readonly Action<string> _print;
    private readonly ConcurrentDictionary<string, bool> _foreign = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<Station> _stations;
    private readonly Regex _hostnames;

    internal Fleet(LabClient lab, LeaseDocument lease, Action<string> print, CancellationToken cancellation)
    {
        (Lab, _lease, _print, Cancellation) = (lab, lease, print, cancellation);
        Contract = Contract.Of(lease.Contract);
        _stations = [.. lease.Stations.Select((station, index) => new Station(station, index, this))];
        _hostnames = new Regex($@"(?<![\w-])({string.Join('|', _stations.Select(station => Regex.Escape(station.Hostname)))})(?![\w-])");
    }

    /// <summary>The contract of the stations' API generation.</summary>
    public Contract Contract { get; }

    public int Count => _stations.Count;

    internal string Id => _lease.Id;

    internal LabClient Lab { get; }

    internal RequestLog Log { get; } = new();

    internal CancellationToken Cancellation { get; }

    /// <summary>The stations on one side of a partition; none without one.</summary>
    internal IReadOnlyList<Station> PartitionedSide { get; private set; } = [];

    /// <summary>The watch over the fleet's currents; null until a station has a role in a group.</summary>
    internal FleetWatch? Watch { get; private set; }

    /// <summary>Whether a group of these stations is watched.</summary>
    internal bool IsWatched { get; init; } = true;

    /// <summary>Whether foreign stations may be on the mDNS link.</summary>
    internal bool SharesLink => _lease.SharesLink;

    /// <summary>Whether the lab records the packets on the mDNS link from the start of the stations.</summary>
    internal bool RecordsPackets => _lease.RecordsPackets;

    /// <summary>An address of this machine that the stations can reach.</summary>
    internal IPAddress TestAddress => IPAddress.Parse(_lease.TestAddress);

    public Station this[int index] => _stations[index];

    /// <summary>All stations but one.</summary>
    public IEnumerable<Station> Others(Station station) => _stations.Where(other => other != station);

    public void Deconstruct(out Station first, out Station second) => (first, second) = (_stations[0], _stations[1]);

    public void Deconstruct(out Station first, out Station second, out Station third) => (first, second, third) = (_stations[0], _stations[1], _stations[2]);

    /// <summary>A text for a reader, with roles in place of host names: <c>second.local:8001</c>.</summary>
    internal string WithRoles(string text) =>
        _hostnames.Replace(text, name => _stations.FirstOrDefault(station => station.Hostname == name.Value)?.Role ?? name.Value);

    /// <summary>Asserts that every station lists every other one once, online, not joined and with its address, and lists no further station.</summary>
    /// <param name="settled">Whether the rows must have the host that further discoveries keep.</param>
    public async Task ShouldListEachOtherAsync(bool settled = false)
    {
        var lists = await Task.WhenAll(_stations.Select(async station => (Station: station, Peers: await station.GetPeersAsync())));
        var failures = lists.Select(list => Failure(list.Station, list.Peers, settled)).OfType<string>().ToList();
        if (failures.Count > 0)
        {
            throw new AssertFailedException(string.Join(
                '\n',
                [$"{SuiteFailures.StationsAreMissing}, online and not joined: {failures[0]}", .. failures[1..], Matrix(lists)]));
        }
    }

    /// <summary>Browses the mDNS link with a browser that is independent of every firmware. Foreign stations are left out.</summary>
    public async Task<IReadOnlyList<BrowseResult>> BrowseAsync()
    {
        var found = await Lab.BrowseAsync(Id, Cancellation);
        return [.. found.Services.Where(service => !SharesLink || _stations.Any(station => station.HasOrHadName(service.Instance)))];
    }

    /// <summary>The faults that the lab can cause in this fleet.</summary>
    internal IReadOnlyList<FaultKind> Faults => _lease.Faults;

    /// <summary>Makes the test inconclusive if the lab cannot cause a fault in this fleet.</summary>
    /// <exception cref="AssertInconclusiveException">It cannot.</exception>
    public void SkipUnlessCan(FaultKind fault)
    {
        if (!Faults.Contains(fault))
        {
            throw new AssertInconclusiveException($"The lab cannot cause the fault '{fault}' with these stations. It can: {string.Join(", ", Faults)}.");
        }
    }

    /// <summary>Makes the test inconclusive if the lab cannot restart a station with a clock that is ahead.</summary>
    /// <exception cref="AssertInconclusiveException">It cannot.</exception>
    internal void SkipUnlessSetsUptime()
    {
        if (!_lease.SetsUptime)
        {
            throw new AssertInconclusiveException("Only virtual stations can be old: a native build counts milliseconds in 64 bits, which do not roll over.");
        }
    }

    /// <summary>Splits the fleet into two sides that do not reach each other. Each station still answers the test.</summary>
    /// <param name="side">The stations on one side.</param>
    public async Task PartitionAsync(params IReadOnlyList<Station> side)
    {
        await FaultAsync(
            $"partition from the others: {string.Join(", ", side)}",
            lab => lab.PartitionAsync(Id, new PartitionRequest([.. side.Select(station => station.Name)])));
        PartitionedSide = side;
    }

    /// <summary>Ends the partition.</summary>
    public Task HealPartitionAsync()
    {
        PartitionedSide = [];
        return FaultAsync("heal the partition", lab => lab.HealPartitionAsync(Id));
    }

    /// <summary>Makes the network between the stations lose and delay packets. Without a namespace, the test fails.</summary>
    public Task ImpairAsync(double lossPercent = 0, double delayMilliseconds = 0) => FaultAsync(
        $"lose {lossPercent} % and delay by {delayMilliseconds} ms", lab => lab.ImpairAsync(Id, new ImpairmentRequest(lossPercent, delayMilliseconds)));

    /// <summary>Ends loss and delay.</summary>
    public Task HealNetworkAsync() => FaultAsync("heal the network", lab => lab.HealNetworkAsync(Id));

    /// <summary>Records the packets on the mDNS link from now on. On a shared link, the test is inconclusive.</summary>
    public Task<LinkTraffic> RecordLinkAsync() => LinkTraffic.RecordAsync(this);

    /// <summary>Allows a violation of the budget monitor that the test causes on purpose.</summary>
    /// <param name="kind">The promise that the test breaks.</param>
    /// <param name="reason">How the test breaks it.</param>
    public void ExpectViolation(ViolationKind kind, string reason) => BeginWatch().Expect(kind, reason);

    public IEnumerator<Station> GetEnumerator() => _stations.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join('\n', _stations.Select(station =>
        $"{station.Role} = {station.Name}, host {station.LocalName}, id {station.Document.DeviceId}, {station.Document.FirmwareUrl}"));

    public void Dispose()
    {
        foreach (var station in _stations)
        {
            station.Dispose();
        }
    }

    /// <summary>Watches the currents from now on.</summary>
    internal FleetWatch BeginWatch() => Watch ??= FleetWatch.Start(this);

    /// <summary>Skips the test where the lab cannot start a station of a generation.</summary>
    internal void SkipUnlessHasFirmwareOf(string contract)
    {
        if (!_lease.Contracts.Contains(contract))
        {
            throw new AssertInconclusiveException(
                $"A station of {contract} needs a second firmware, and the lab has only {_lease.Tested}. Virtual stations have all generations.");
        }
    }

    /// <summary>Whether a row is of a station that is not the lab's. Each is reported once; tests ignore it and send it nothing.</summary>
    internal bool IsForeign(Peer row)
    {
        // Discovered, so it has an address, and not added by a test.
        var isForeign = SharesLink && row.Joined != true && row.HasAddress
            && !_stations.Any(station => station.IsIn(row) || station.HasOrHadName(row.HostName));
        if (isForeign && _foreign.TryAdd(row.HostName, true))
        {
            _print($"Ignored a foreign station on the network: {row}");
        }

        return isForeign;
    }

    /// <summary>The failure of a request without an answer: the component of the station that exited, if one did.</summary>
    internal async Task<NoAnswerException> ExplainNoAnswerAsync(Station station, string request)
    {
        // A connection often breaks before the lab has noticed the exit.
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Timeouts.PollInterval);
        do
        {
            var exited = (await Lab.GetLeaseAsync(Id)).Exited
                .Where(component => component.Station == station.Name)
                .Select(component => component.Message)
                .ToList();
            if (exited.Count > 0)
            {
                return new NoAnswerException($"{string.Join('\n', exited)}\n{station} did not answer {request}.");
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
        while (clock.Elapsed < Timeouts.ExitDetection);

        return new NoAnswerException($"{station} did not answer {request}. All its components are running.");
    }

    private async Task FaultAsync(string action, Func<LabClient, Task> cause)
    {
        foreach (var station in _stations)
        {
            station.MarkDirty();
        }

        var entry = Log.Begin(_stations[0], action);
        Watch?.Begin(_stations[0], ActionKind.Lifecycle, action);
        await cause(Lab);
        entry.Outcome = "";
    }

    private string? Failure(Station station, PeerList peers, bool settled)
    {
        try
        {
            ShouldListOthers(station, peers, settled);
            return null;
        }
        catch (AssertFailedException exception)
        {
            return exception.Message;
        }
    }

    private void ShouldListOthers(Station station, PeerList peers, bool settled)
    {
        peers.ShouldListItself();
        foreach (var other in Contract.OwnRow == OwnRow.OnceDiscovered ? _stations : Others(station))
        {
            var peer = peers.Only(other);
            peer.ShouldBeDiscovered(other);
            if (settled)
            {
                peer.ShouldBeSettled(other);
            }
        }

        if (peers.FirstOrDefault(row => !_stations.Any(each => each.IsIn(row))) is { } further)
        {
            throw peers.Failure("list the stations of its fleet only", $"it lists {further}");
        }
    }

    /// <summary>The last peer list that the test read from each station.</summary>
    internal IReadOnlyList<VisibilityRow> Visibility() =>
    [
        .. from station in _stations
           let read = Log.LastList(station)
           where read is not null
           select new VisibilityRow(station.Role, read.Started.TotalSeconds, [.. Cells(read.Rows!)]),
    ];

    private string Matrix(IEnumerable<(Station Station, PeerList Peers)> lists)
    {
        const int width = 22;
        var lines = lists.Select(list => $"{list.Station.Role,-8}" + string.Concat(Cells(list.Peers).Select(cell => $"{cell,-width}")));
        return string.Join(
            '\n',
            [
                "Visibility matrix: a line for each station, a column for what it lists",
                $"{"",-8}" + string.Concat(_stations.Select(other => $"{other.Role,-width}")),
                .. lines,
            ]);
    }

    // The state in which a list has each station of the fleet.
    private IEnumerable<string> Cells(IReadOnlyList<Peer> rows) => _stations.Select(other => State([.. rows.Where(other.IsIn)]));

    private static string State(IReadOnlyList<Peer> rows) => rows.Count == 0
        ? "-"
        : string.Join("+", rows.Select(row =>
            $"{(row.Online == false ? "OFFLINE" : "online")}{(row.Joined == true ? " joined" : "")}{(row.HasAddress ? "" : " no address")}"));
}
