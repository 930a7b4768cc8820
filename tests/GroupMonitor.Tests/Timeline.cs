namespace GroupMonitor.Tests;

/// <summary>Gives a monitor a sample for each second of a group of stations that a test describes.</summary>
internal sealed class Timeline
{
    private readonly FleetMonitor _monitor = new(intervalSeconds: 1);
    private readonly List<TestAction> _actions = [];
    private int _second;

    public Timeline(int stations)
    {
        Stations = [.. Enumerable.Range(0, stations).Select(index => new StationModel(index == 0))];
        Share(32.0 / stations);
    }

    public IReadOnlyList<StationModel> Stations { get; }

    public SettingsSample Settings { get; set; } = new()
    {
        Enabled = true,
        MaximumAmps = 32,
        HeartbeatSeconds = 20,
    };

    public FleetMonitor Monitor => _monitor;

    public ViolationKind[] Found => [.. _monitor.Violations.Select(violation => violation.Kind)];

    /// <summary>Allocates a current to each station, which its car draws.</summary>
    public void Share(double amps, string reason = "equal_share")
    {
        foreach (var station in Stations)
        {
            station.Allocate(amps, reason);
        }
    }

    public void Act(ActionKind kind, int station = 0) => _actions.Add(new TestAction(_second, StationModel.Role(station), kind, $"{kind}"));

    public Timeline Run(int seconds, Action<int>? each = null)
    {
        for (var second = 0; second < seconds; second++)
        {
            each?.Invoke(second);
            _monitor.Add(Sample());
            _actions.Clear();
            _second++;
        }

        return this;
    }

    private FleetSample Sample()
    {
        var allocations = Stations.Index().Where(station => station.Item.IsMember || station.Index == 0)
            .Select(station =>
                new AllocationSample(StationModel.Role(station.Index), station.Item.AllocatedAmps, station.Item.Reason, $"host-{station.Index}"));
        return new FleetSample(
            _second,
            [
                .. Stations.Index().Select(station => new StationSample(
                    StationModel.Role(station.Index),
                    station.Item.IsRunning,
                    new ChargerSample(station.Item.State, station.Item.OfferedAmps, station.Item.DrawnAmps),
                    station.Item.IsRunning
                        ? new GroupSample(station.Item.IsFailsafe, station.Item.Peers ?? Peers(station.Index), station.Index == 0 ? [.. allocations] : [])
                        : null,
                    Settings with
                    {
                        Role = station.Index == 0 ? "controller" : station.Item.IsMember ? "member" : "",
                        Controller = station.Index == 0 ? "" : StationModel.Role(0),
                    })
                {
                    Side = station.Item.Side,
                    PilotAmps = station.Item.PilotAmps ?? station.Item.OfferedAmps,
                }),
            ])
        {
            Actions = [.. _actions],
        };
    }

    private List<PeerSample> Peers(int lister) => [.. Stations.Index().Where(other => other.Index != lister)
        .Select(other => new PeerSample(StationModel.Role(other.Index), lister == 0 && other.Item.IsMember))];
}

/// <summary>A station in a test.</summary>
internal sealed class StationModel(bool isController)
{
    public bool IsRunning { get; set; } = true;

    public bool IsMember { get; set; } = !isController;

    public bool IsFailsafe { get; set; }

    public int Side { get; set; }

    public int State { get; set; } = ChargerSample.Charging;

    public double OfferedAmps { get; set; }

    public double DrawnAmps { get; set; }

    /// <summary>The pilot that the firmware believes in; null for the offered one.</summary>
    public double? PilotAmps { get; set; }

    public double AllocatedAmps { get; set; }

    public string Reason { get; set; } = "";

    public IReadOnlyList<PeerSample>? Peers { get; set; }

    public static string Role(int index) => ((string[])["first", "second", "third", "fourth"])[index];

    /// <summary>Allocates a current, which the charger offers and the car draws.</summary>
    public void Allocate(double amps, string reason = "equal_share")
    {
        (AllocatedAmps, Reason) = (amps, reason);
        Draw(amps);
    }

    public void Draw(double amps) => (OfferedAmps, DrawnAmps) = (Math.Floor(amps), Math.Floor(amps));
}
