namespace GroupMonitor;

/// <summary>Follows which states of a group the samples of a fleet reach.</summary>
internal sealed class ReachedTracker
{
    private readonly HashSet<string> _hadNoFailsafe = [];
    private readonly HashSet<string> _hadFailsafe = [];

    public ReachedStates States { get; private set; } = new();

    public void Add(Moment moment)
    {
        foreach (var (_, _, view) in moment.Controllers)
        {
            AddAllocations(moment, view);
        }

        foreach (var station in moment.Sample.Stations)
        {
            if (station is { IsRunning: true, Group: { } view, Settings: { Enabled: true, Role: not "" } settings })
            {
                AddFailsafe(station.Role, view, settings.Role == "member" || view.Allocations.Count > 1);
            }
        }
    }

    // Every station is in failsafe while its group is formed: only one that was not in failsafe before counts.
    private void AddFailsafe(string station, GroupSample view, bool isInGroup)
    {
        if (!view.IsFailsafe)
        {
            States = States with { Recovery = States.Recovery || _hadFailsafe.Contains(station) };
            if (isInGroup)
            {
                _hadNoFailsafe.Add(station);
            }
        }
        else if (_hadNoFailsafe.Contains(station))
        {
            _hadFailsafe.Add(station);
            States = States with { Failsafe = true };
        }
    }

    private void AddAllocations(Moment moment, GroupSample view)
    {
        var shares = view.Allocations.Where(allocation => allocation.Reason == Reasons.EqualShare).ToList();
        var served = view.Allocations.Where(allocation => allocation.Reason == Reasons.MinimumSubset).ToList();
        var waiting = view.Allocations.Where(allocation => allocation.Reason == Reasons.Insufficient).ToList();
        States = States with
        {
            Scarcity = States.Scarcity || waiting.Count > 0,
            Rotation = States.Rotation || served.Exists(later => waiting.Exists(earlier => Overtakes(later, earlier))),
            DemandCap = States.DemandCap || (shares.Count > 1 && shares.Max(share => share.Amps) - shares.Min(share => share.Amps) > 1),
        };

        bool Overtakes(AllocationSample later, AllocationSample earlier) =>
            string.CompareOrdinal(later.Host, earlier.Host) > 0 && Priority(moment, view, later) == Priority(moment, view, earlier);
    }

    private static int Priority(Moment moment, GroupSample view, AllocationSample allocation) =>
        view.Peers.FirstOrDefault(peer => peer.Station == allocation.Station)?.Priority is { } priority and not 0
            ? priority
            : moment.Find(allocation.Station)?.Settings?.Priority ?? 0;
}
