namespace GroupMonitor;

/// <summary>Judges the samples of a fleet in which a group may exist. It sends no requests and has no clock.</summary>
/// <param name="intervalSeconds">The interval of the samples, in s of the firmware's time.</param>
public sealed class FleetMonitor(double intervalSeconds)
{
    private const double LongestGap = 1.5;

    private readonly IRule[] _rules = [new BudgetRule(), new SafeCurrentRule(), new ReversalRule(), new PeerRule()];
    private readonly Dictionary<string, GroupSample> _views = [];
    private readonly Dictionary<ViolationKind, string> _expected = [];
    private readonly List<Violation> _violations = [];
    private readonly List<CurrentsPoint> _points = [];
    private readonly List<TestAction> _actions = [];
    private readonly ReachedTracker _reached = new();
    private double _observed;
    private double? _last;

    /// <summary>The violations, one for each promise, without those that the test expects.</summary>
    public IReadOnlyList<Violation> Violations => [.. _violations.Where(violation => !_expected.ContainsKey(violation.Kind))];

    /// <summary>The reached states of the group.</summary>
    public ReachedStates Reached => _reached.States;

    /// <summary>Whether the next sample must have the pilots: a violation is likely.</summary>
    public bool NeedsPilots => _rules.Any(rule => rule.NeedsPilots);

    /// <summary>Allows a violation that a test causes on purpose.</summary>
    /// <param name="kind">The promise that the test breaks.</param>
    /// <param name="reason">How the test breaks it.</param>
    public void Expect(ViolationKind kind, string reason) => _expected[kind] = reason;

    /// <summary>Judges the next sample.</summary>
    public void Add(FleetSample sample)
    {
        _observed += Math.Min(sample.Seconds - (_last ?? sample.Seconds), LongestGap * intervalSeconds);
        _last = sample.Seconds;
        foreach (var station in sample.Stations.Where(station => station.Group is not null))
        {
            _views[station.Role] = station.Group!;
        }

        var moment = new Moment(sample, _observed, _views);
        _reached.Add(moment);
        _actions.AddRange(sample.Actions);
        _points.Add(new CurrentsPoint(
            Math.Round(sample.Seconds, 2),
            moment.Controllers.Select(controller => (double?)(controller.Settings.MaximumAmps * controller.Settings.SafetyFactor)).FirstOrDefault(),
            [.. sample.Stations.Select(station => Math.Round(station.Amps, 2))],
            [.. sample.Stations.Select(station => station.Charger?.OfferedAmps)],
            [.. sample.Stations.Select(station => station.Charger?.DrawnAmps)]));
        foreach (var violation in _rules.SelectMany(rule => rule.Judge(moment)).ToList())
        {
            // The first of each kind names the cause best.
            if (!_violations.Exists(each => each.Kind == violation.Kind))
            {
                _violations.Add(violation);
            }
        }
    }

    /// <summary>The currents of all samples, for the results of the run.</summary>
    /// <param name="test">The full name of the test.</param>
    /// <param name="stations">The names of the stations, in the order of the fleet.</param>
    public CurrentsDocument ToDocument(string test, IReadOnlyList<string> stations) => new(test, stations, _points)
    {
        Actions = _actions,
        Violations = _violations,
        Expected = _expected.ToDictionary(each => $"{each.Key}", each => each.Value),
        Reached = Reached,
    };
}
