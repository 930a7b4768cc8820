namespace GroupMonitor;

/// <summary>
/// An allocation does not rise and fall, or fall and rise, by more than 0.5 A within two cycles while nothing else changes. Cars change only when a test
/// makes them: what a car draws follows from its allocation.
/// </summary>
internal sealed class ReversalRule : IRule
{
    private const double Tolerance = 0.5;
    private readonly Dictionary<(string Controller, string Station), Change> _changes = [];
    private readonly Dictionary<(string Controller, string Station), AllocationSample> _last = [];
    private string _inputs = "";
    private double _inputsSince;

    public IEnumerable<Violation> Judge(Moment moment)
    {
        var inputs = Inputs(moment);
        if (inputs != _inputs || moment.Sample.Actions.Any())
        {
            (_inputs, _inputsSince) = (inputs, moment.Observed);
        }

        return moment.Controllers.SelectMany(controller => controller.View.Allocations
            .Select(allocation => Judge(moment, controller.Station.Role, controller.Settings, allocation)).OfType<Violation>());
    }

    private static string Inputs(Moment moment) => string.Join('|', moment.Controllers.SelectMany(controller => controller.View.Allocations
        .Select(allocation => $"{allocation.Station} {(Reasons.IsShare(allocation.Reason) ? "" : allocation.Reason)}")
        .Append($"{controller.Settings} {controller.View.IsFailsafe}"))
        .Concat(moment.Sample.Stations.Select(station => $"{station.Role} {station.IsRunning} {station.Charger?.State}")));

    private Violation? Judge(Moment moment, string controller, SettingsSample settings, AllocationSample allocation)
    {
        var key = (controller, allocation.Station);
        var before = _last.GetValueOrDefault(key);
        _last[key] = allocation;
        if (before is null || Math.Abs(allocation.Amps - before.Amps) <= Tolerance)
        {
            return null;
        }

        var earlier = _changes.GetValueOrDefault(key);
        _changes[key] = new Change(moment.Sample.Seconds, moment.Observed, before.Amps, allocation.Amps);
        var isReversal = earlier is not null
            && Math.Sign(earlier.To - earlier.From) != Math.Sign(allocation.Amps - before.Amps)
            && moment.Sample.Seconds - earlier.Seconds <= (2 * FirmwareTimes.Cycle) + 1
            && _inputsSince < earlier.Observed - FirmwareTimes.Cycle - FirmwareTimes.Margin
            && settings.RotationSeconds is not (> 0 and <= 2 * FirmwareTimes.Cycle);
        return !isReversal ? null : new Violation(
            ViolationKind.Reversal,
            moment.Sample.Seconds,
            $"Expected the allocation of {allocation.Station} to stay the same while no car, member or setting changes, but within "
            + $"{Text.Seconds(moment.Sample.Seconds - earlier!.Seconds)} s it went from {Text.Amps(earlier.From)} A to {Text.Amps(earlier.To)} A and "
            + $"to {Text.Amps(allocation.Amps)} A.");
    }

    private sealed record Change(double Seconds, double Observed, double From, double To);
}
