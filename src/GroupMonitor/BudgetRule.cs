namespace GroupMonitor;

/// <summary>
/// The currents of a group stay within maximum × safety factor; after each change, the controller has one cycle and a margin. A station that the controller
/// does not reach counts with its assumed current.
/// </summary>
internal sealed class BudgetRule : IRule
{
    private const double Tolerance = 0.5;
    private readonly Dictionary<string, Excess> _excesses = [];

    public bool NeedsPilots { get; private set; }

    public IEnumerable<Violation> Judge(Moment moment)
    {
        var isChanged = moment.Sample.Actions.Any();
        NeedsPilots = false;
        foreach (var (controller, settings, view) in moment.Controllers)
        {
            var budget = settings.MaximumAmps * settings.SafetyFactor;
            var currents = view.Allocations.Select(allocation => Current(moment, settings, allocation)).ToList();
            var sum = currents.Sum(current => current.Amps);
            var reached = string.Join(',', currents.Where(current => !current.IsAssumed).Select(current => current.Station));
            var excess = _excesses.GetValueOrDefault(controller.Role);
            if (budget <= 0 || sum <= budget + Tolerance)
            {
                _excesses.Remove(controller.Role);
            }
            else if (excess is null || isChanged || excess.Reached != reached || excess.Budget != budget)
            {
                _excesses[controller.Role] = new Excess(moment.Observed, reached, budget);
            }
            else if (moment.Observed - excess.Since > FirmwareTimes.Cycle)
            {
                NeedsPilots = true;
                if (moment.Observed - excess.Since <= FirmwareTimes.Cycle + FirmwareTimes.Margin || currents.Exists(current => !current.IsKnown))
                {
                    continue;
                }

                yield return new Violation(
                    ViolationKind.OverBudget,
                    moment.Sample.Seconds,
                    $"Expected the group of {controller.Role} to draw at most {Text.Amps(budget)} A together, but it drew "
                    + $"{string.Join(" + ", currents.Select(Describe))} = {Text.Amps(sum)} A for {Text.Seconds(moment.Observed - excess.Since)} s.");
            }
        }
    }

    private static Current Current(Moment moment, SettingsSample settings, AllocationSample allocation) => moment.Find(allocation.Station) switch
    {
        null => new Current(allocation.Station, 0, IsAssumed: false, IsKnown: true),
        { IsRunning: false } => new Current(allocation.Station, settings.AssumedAmps, IsAssumed: true, IsKnown: true),
        _ when allocation.Reason == Reasons.Offline => new Current(allocation.Station, settings.AssumedAmps, IsAssumed: true, IsKnown: true),
        { } station => new Current(allocation.Station, station.JudgedAmps, IsAssumed: false, station.PilotAmps is not null),
    };

    private static string Describe(Current current) => $"{current.Station} {Text.Amps(current.Amps)}{(current.IsAssumed ? " (assumed)" : "")}";

    private sealed record Excess(double Since, string Reached, double Budget);
}

/// <summary>A current in the sum of a group.</summary>
/// <param name="Station">The role of the station.</param>
/// <param name="Amps">In A.</param>
/// <param name="IsAssumed">Whether the controller does not reach the station and assumes the current.</param>
/// <param name="IsKnown">Whether the pilot was read.</param>
internal sealed record Current(string Station, double Amps, bool IsAssumed, bool IsKnown);
