namespace GroupMonitor;

/// <summary>
/// A peer list has one row for each station, and a joined peer stays joined until a test removes it. Rows merge within a sweep, and a controller resets a
/// removed member within a few seconds: neither counts.
/// </summary>
internal sealed class PeerRule : IRule
{
    private readonly Dictionary<(string Lister, string Station), double> _twiceSince = [];
    private readonly Dictionary<(string Lister, string Station), int> _joined = [];
    private double _settled;

    public IEnumerable<Violation> Judge(Moment moment)
    {
        if (moment.Sample.Actions.Any(action => action.Kind is ActionKind.Peers or ActionKind.Role))
        {
            _joined.Clear();
            _settled = moment.Observed + FirmwareTimes.Sweep;
        }

        // The first sweep after a restart merges the rows again.
        foreach (var key in _twiceSince.Keys.Where(key => moment.Find(key.Lister) is { IsRunning: false }).ToList())
        {
            _twiceSince.Remove(key);
        }

        foreach (var station in moment.Sample.Stations.Where(station => station is { IsRunning: true, Group: not null }))
        {
            foreach (var violation in JudgeTwice(moment, station).Concat(JudgeLost(moment, station)))
            {
                yield return violation;
            }
        }
    }

    private IEnumerable<Violation> JudgeTwice(Moment moment, StationSample lister)
    {
        var rows = lister.Group!.Peers.CountBy(peer => peer.Station).ToDictionary();
        foreach (var (key, _) in _twiceSince.Where(each => each.Key.Lister == lister.Role && rows.GetValueOrDefault(each.Key.Station) < 2).ToList())
        {
            _twiceSince.Remove(key);
        }

        foreach (var (station, count) in rows.Where(row => row.Value > 1))
        {
            _twiceSince.TryAdd((lister.Role, station), moment.Observed);
            var seconds = moment.Observed - _twiceSince[(lister.Role, station)];
            if (seconds > FirmwareTimes.Sweep)
            {
                yield return new Violation(
                    ViolationKind.ListedTwice,
                    moment.Sample.Seconds,
                    $"Expected {lister.Role} to list {station} in one row, but it listed {count} rows for {Text.Seconds(seconds)} s.");
            }
        }
    }

    private IEnumerable<Violation> JudgeLost(Moment moment, StationSample lister)
    {
        var joined = lister.Group!.Peers.Where(peer => peer.IsJoined).Select(peer => peer.Station).ToHashSet();
        foreach (var key in _joined.Keys.Where(key => key.Lister == lister.Role && !joined.Contains(key.Station)).ToList())
        {
            // The first read may fall into the merge of two rows.
            if (++_joined[key] > 1)
            {
                yield return new Violation(
                    ViolationKind.LostPeer,
                    moment.Sample.Seconds,
                    $"Expected {lister.Role} to keep {key.Station} as a joined peer, which no test removed, but it lists "
                    + $"{(joined.Count == 0 ? "no joined peer" : $"{string.Join(", ", joined)} only")}.");
            }
        }

        foreach (var station in joined.Where(_ => moment.Observed >= _settled))
        {
            _joined[(lister.Role, station)] = 0;
        }
    }
}
