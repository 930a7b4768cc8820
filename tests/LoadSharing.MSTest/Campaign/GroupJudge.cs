using AllocationsText = LoadSharing.MSTest.Stations.Allocations;

namespace LoadSharing.MSTest.Campaign;

/// <summary>
/// Judges the samples of a group: the allocations and the currents stay within the budget, and a member without its controller is in failsafe. It sends no
/// requests. Times are seconds of the firmware's time.
/// </summary>
/// <param name="budgetAmps">The maximum of the group times its safety factor.</param>
/// <param name="heartbeatSeconds">The heartbeat timeout of the group.</param>
internal sealed class GroupJudge(double budgetAmps, double heartbeatSeconds)
{
    // Measured currents vary by a hundredth, allocations have ten digits.
    private const double ToleranceAmps = 0.5;

    // Between two samples that are further apart, the machine was busy, and the firmware may have been too.
    private const double LongestGap = 3;

    // An allocation, its claim, and the poll of the charger: 5 + 2 + 1 s, twice, because the firmware's timers are not in step.
    private static readonly double Reaction = 16 + (Timeouts.MachineReaction.TotalSeconds * TimeFactors.Time);

    private readonly Dictionary<string, double> _alone = [];
    private double _last;
    private double _above;

    /// <summary>The highest sum of allocations.</summary>
    public double HighestAllocated { get; private set; }

    /// <summary>The highest sum of the currents that a firmware answers for.</summary>
    public double HighestDrawn { get; private set; }

    public int Samples { get; private set; }

    /// <summary>Asserts the promises of a group.</summary>
    /// <exception cref="AssertFailedException">A promise is broken.</exception>
    public void Judge(GroupSample sample)
    {
        var gap = Math.Min(sample.Seconds - _last, LongestGap);
        _last = sample.Seconds;
        Samples++;
        JudgeAllocations(sample.Controller);
        JudgeCurrents(sample, gap);
        foreach (var member in sample.Stations.Skip(1))
        {
            JudgeFailsafe(member, gap);
        }
    }

    // A car that does not charge gets its minimum outside of the budget (theory of operation, section 5.4).
    private void JudgeAllocations(GroupStatus? controller)
    {
        var allocated = controller?.Allocations.Where(allocation => allocation.Reason != "connected_min").Sum(allocation => allocation.Amps) ?? 0;
        HighestAllocated = Math.Max(HighestAllocated, allocated);
        if (allocated > budgetAmps + ToleranceAmps)
        {
            throw new AssertFailedException(
                $"Expected the allocations to be at most {Text(budgetAmps)} A together, but they are {Text(allocated)} A: {controller!.Allocations}.");
        }
    }

    private void JudgeCurrents(GroupSample sample, double gap)
    {
        var running = sample.Stations.Where(station => station.IsRunning).ToList();
        var drawn = running.Sum(station => station.DrawnAmps);
        _above = drawn > budgetAmps + ToleranceAmps ? _above + gap : 0;
        HighestDrawn = Math.Max(HighestDrawn, drawn);
        if (_above > Reaction)
        {
            throw new AssertFailedException(
                $"Expected the cars to draw at most {Text(budgetAmps)} A together, but for {Text(_above)} s they draw more, at last "
                + $"{string.Join(" + ", running.Select(station => $"{Text(station.DrawnAmps)} ({station.Role})"))} = {Text(drawn)} A.");
        }
    }

    private void JudgeFailsafe(StationSample member, double gap)
    {
        var isAlone = member is { IsRunning: true, ReachesController: false };
        var alone = _alone[member.Role] = isAlone ? _alone.GetValueOrDefault(member.Role) + gap : 0;
        if (alone > heartbeatSeconds + Reaction && member.IsFailsafe == false)
        {
            throw new AssertFailedException(
                $"Expected {member.Role} to be in failsafe, but it is not, {Text(alone)} s after it lost its controller. "
                + $"Its heartbeat timeout is {Text(heartbeatSeconds)} s.");
        }
    }

    private static string Text(double number) => AllocationsText.Format(number);
}
