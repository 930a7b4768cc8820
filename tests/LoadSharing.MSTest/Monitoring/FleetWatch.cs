using GroupMonitor;

namespace LoadSharing.MSTest.Monitoring;

/// <summary>
/// Samples the stations of a fleet while a test uses it, and gives the samples to a <see cref="FleetMonitor"/>. Its requests are not in the request log.
/// </summary>
internal sealed class FleetWatch : IAsyncDisposable
{
    private readonly Fleet _fleet;
    private readonly List<StationProbe> _probes;
    private readonly FleetMonitor _monitor;
    private readonly CancellationTokenSource _stopped = new();
    private readonly TimeProvider _time = FirmwareTime.Current;
    private readonly long _start;
    private readonly Lock _lock = new();
    private readonly Task _running;
    private readonly Dictionary<string, string> _recorded = [];
    private List<TestAction> _actions = [];
    private int _turn;

    private FleetWatch(Fleet fleet)
    {
        _fleet = fleet;
        _start = _time.GetTimestamp();
        _probes = [.. fleet.Select(station => new StationProbe(station))];
        _monitor = new FleetMonitor(Timeouts.SampleInterval.TotalSeconds * TimeFactors.Time);
        _running = RunAsync();
    }

    // Seconds of the firmware's time.
    private double Now => _time.GetElapsedTime(_start).TotalSeconds;

    public static FleetWatch Start(Fleet fleet) => new(fleet);

    public void Expect(ViolationKind kind, string reason) => _monitor.Expect(kind, reason);

    /// <summary>Notes the beginning of a test's action: a reason for the firmware to change something. An action without a kind changes nothing.</summary>
    public void Begin(Station station, ActionKind? kind, string text)
    {
        if (kind is { } change)
        {
            lock (_lock)
            {
                _actions.Add(new TestAction(Math.Round(Now, 2), station.Role, change, text));
            }
        }
    }

    /// <summary>Notes the end of an action. A controller pushes its settings to all members, so those of every station are read again.</summary>
    public void End(ActionKind? kind)
    {
        if (kind is ActionKind.Settings or ActionKind.Role or ActionKind.Peers or ActionKind.Lifecycle)
        {
            _probes.ForEach(probe => probe.HasOldSettings = true);
        }
    }

    /// <summary>Ends the samples with one of every station: a test often ends when its condition holds.</summary>
    public async Task<IReadOnlyList<Violation>> StopAsync()
    {
        if (!_stopped.IsCancellationRequested)
        {
            await _stopped.CancelAsync();
            await _running;
            await SampleLastAsync();
        }

        return _monitor.Violations;
    }

    /// <inheritdoc cref="FleetMonitor.ToDocument"/>
    public CurrentsDocument ToDocument(string test) => _monitor.ToDocument(test, [.. _fleet.Select(station => $"{station}")]);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _probes.ForEach(probe => probe.Dispose());
        _stopped.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Timeouts.SampleInterval);
        try
        {
            do
            {
                await SampleAsync();
            }
            while (await timer.WaitForNextTickAsync(_stopped.Token));
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // The test has ended.
        }
    }

    // Every charger and every controller each time; of the others one station in turn, because members change little.
    private async Task SampleAsync()
    {
        var next = _probes[_turn++ % _probes.Count];
        foreach (var probe in _probes.Where(probe => probe == next || probe.IsController))
        {
            _ = probe.BeginReadGroup(_stopped.Token);
        }

        _ = (_probes.Find(probe => probe.HasOldSettings) ?? next).BeginReadSettings(_stopped.Token);
        await AddAsync(_stopped.Token);
    }

    private async Task SampleLastAsync()
    {
        await Task.WhenAll(_probes.Select(probe => probe.BeginReadGroup(CancellationToken.None)));
        await AddAsync(CancellationToken.None);
    }

    private async Task AddAsync(CancellationToken cancellation)
    {
        if (_monitor.NeedsPilots)
        {
            await Task.WhenAll(_probes.Select(probe => probe.ReadPilotAsync(cancellation)));
        }

        var chargers = await Task.WhenAll(_probes.Select(probe => probe.ReadChargerAsync(cancellation)));
        List<TestAction> actions;
        lock (_lock)
        {
            (actions, _actions) = (_actions, []);
        }

        var sample = new FleetSample(Now, [.. _probes.Zip(chargers, (probe, charger) => probe.Take(charger))]) { Actions = actions };
        _monitor.Add(sample);
        Record(sample);
    }

    // For the timeline, in whole A: the emulator's current varies.
    private void Record(FleetSample sample)
    {
        foreach (var station in sample.Stations)
        {
            if (station.Charger is { } charger)
            {
                Record(station.Role, $"charger: state {charger.State}, offers {charger.OfferedAmps:0} A, the car draws {station.Amps:0} A");
            }

            if (station.Group is { Allocations: { Count: > 0 } allocations })
            {
                var rows = allocations.Select(row => $"{row.Station} {Allocations.Format(row.Amps)} A {row.Reason}");
                Record(station.Role, $"allocates {string.Join(", ", rows)}");
            }
        }
    }

    private void Record(string role, string text)
    {
        var key = $"{role} {text.Split(' ')[0]}";
        if (_recorded.GetValueOrDefault(key) != text)
        {
            _recorded[key] = text;
            _fleet.Log.AddCurrents(role, text);
        }
    }
}
