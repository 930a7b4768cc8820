namespace GroupMonitor;

/// <summary>A sample, with values that depend on earlier ones.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Observed">
/// The observed time, in s of the firmware: a gap between samples counts as little more than one interval. What delays the monitor on a busy machine delays
/// the stations too.
/// </param>
/// <param name="Views">The latest view of each station by role.</param>
internal sealed record Moment(FleetSample Sample, double Observed, IReadOnlyDictionary<string, GroupSample> Views)
{
    /// <summary>The running controllers that have allocated, with their latest view.</summary>
    public IEnumerable<(StationSample Station, SettingsSample Settings, GroupSample View)> Controllers =>
        from station in Sample.Stations
        where station is { IsRunning: true, Settings: { Enabled: true, Role: "controller" } } && Views.ContainsKey(station.Role)
        select (station, station.Settings!, Views[station.Role]);

    public StationSample? Find(string role) => Sample.Stations.FirstOrDefault(station => station.Role == role);
}
