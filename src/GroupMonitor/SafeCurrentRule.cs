namespace GroupMonitor;

/// <summary>
/// A member whose controller does not run, or is on another side of a partition, limits itself to the safe current within its heartbeat timeout. A member that
/// reports failsafe has done so already. A change of the safe current during failsafe has no effect, so that the highest one counts.
/// </summary>
internal sealed class SafeCurrentRule : IRule
{
    private const double Tolerance = 0.5;
    private const double Minimum = 6;
    private const int Views = 3;
    private readonly Dictionary<string, Silence> _silences = [];

    public bool NeedsPilots { get; private set; }

    public IEnumerable<Violation> Judge(Moment moment)
    {
        NeedsPilots = false;
        foreach (var station in moment.Sample.Stations)
        {
            if (station is not { IsRunning: true, Settings: { Enabled: true, Role: "member" } settings } || IsReset(moment, station))
            {
                _silences.Remove(station.Role);
                continue;
            }

            var silence = Next(moment, station, settings);
            _silences[station.Role] = silence;
            if (silence.IsOver(moment.Observed) && station.JudgedAmps > silence.SafeAmps + Tolerance)
            {
                NeedsPilots = true;
                if (station.PilotAmps is not null)
                {
                    yield return new Violation(
                        ViolationKind.OverSafeCurrent,
                        moment.Sample.Seconds,
                        $"Expected {station.Role}, a member {silence.Describe(moment.Observed)} (heartbeat {Text.Seconds(settings.HeartbeatSeconds)} s), "
                        + $"to draw at most {Text.Amps(silence.SafeAmps)} A, but it drew {Text.Amps(station.JudgedAmps)} A.");
                }
            }
        }
    }

    private Silence Next(Moment moment, StationSample station, SettingsSample settings)
    {
        var before = _silences.GetValueOrDefault(station.Role) ?? new Silence();
        var isAlone = moment.Find(settings.Controller) is not { IsRunning: true } controller || controller.Side != station.Side;
        var safe = SafeAmps(settings);

        // A view that is not of this sample may be from before the end of failsafe.
        return before with
        {
            Heartbeat = settings.HeartbeatSeconds,
            AloneSince = isAlone ? before.AloneSince ?? moment.Observed : null,
            FailsafeSince = station.Group switch
            {
                null => before.FailsafeSince,
                { IsFailsafe: true } => before.FailsafeSince ?? moment.Observed,
                _ => null,
            },
            FailsafeViews = station.Group switch
            {
                null => before.FailsafeViews,
                { IsFailsafe: true } => before.FailsafeViews + 1,
                _ => 0,
            },
            HasView = station.Group is not null,
            SafeAmps = isAlone || station.Group?.IsFailsafe == true ? Math.Max(before.SafeAmps, safe) : safe,
        };
    }

    // A test can send allocations to a member in place of its controller.
    private static bool IsReset(Moment moment, StationSample station) =>
        moment.Sample.Actions.Any(action => action.Station == station.Role && action.Kind is ActionKind.Allocation or ActionKind.Role or ActionKind.Lifecycle);

    // A charger cannot offer less than its minimum: it stops.
    private static double SafeAmps(SettingsSample settings) => settings.StopsInFailsafe || settings.SafeAmps < Minimum ? 0 : Math.Floor(settings.SafeAmps);

    private sealed record Silence
    {
        public double Heartbeat { get; init; }

        public double? AloneSince { get; init; }

        public double? FailsafeSince { get; init; }

        public int FailsafeViews { get; init; }

        public bool HasView { get; init; }

        public double SafeAmps { get; init; }

        /// <summary>Whether the member has had the time to limit itself.</summary>
        public bool IsOver(double now) => now > AloneSince + Heartbeat + FirmwareTimes.Margin
            || (HasView && FailsafeViews >= Views && now > FailsafeSince + FirmwareTimes.Margin);

        public string Describe(double now) => AloneSince is { } alone
            ? $"without its controller for {Text.Seconds(now - alone)} s"
            : $"that reports failsafe for {Text.Seconds(now - (FailsafeSince ?? now))} s";
    }
}
