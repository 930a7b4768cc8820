using StationTime;

namespace VirtualStation.Emulator;

/// <summary>Charger and vehicle at one moment.</summary>
internal sealed record ChargerState(Evse Evse, Vehicle Vehicle);

/// <summary>Holds the simulated state and advances it with <see cref="ChargerRules"/>.</summary>
internal sealed class ChargerSimulation(SimulatedTime time, TimeSpan tick, EmulatorBehaviour behaviour = EmulatorBehaviour.Public)
{
    private readonly Lock _lock = new();

    // Also held while the handlers run: they have to see the changes in order.
    private readonly Lock _notifying = new();
    private ChargerState _state = new(new Evse { Behaviour = behaviour }, new Vehicle());

    /// <summary>Raised after the pilot state, the errors, or the sleep of a real charger have changed, on the thread that changed them.</summary>
    public event Action<ChargerState>? Changed;

    public ChargerState State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    /// <summary>Simulated time since the start.</summary>
    public TimeSpan Now => time.Elapsed;

    public void Update(Func<Evse, Evse> change) => Update(state => state with { Evse = change(state.Evse) });

    public void Update(Func<Vehicle, Vehicle> change) => Update(state => state with { Vehicle = change(state.Vehicle) });

    /// <summary>Wakes the charger from sleep.</summary>
    /// <returns>False if an error is set: the charger then stays asleep.</returns>
    public bool Enable()
    {
        var enabled = false;
        Update((Evse evse) =>
        {
            enabled = evse.Errors == EvseErrors.None;
            return enabled ? evse with { IsAsleep = false } : evse;
        });
        return enabled;
    }

    /// <summary>Ticks until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(tick, time);
        var last = Now;
        do
        {
            var now = Now;
            var elapsed = now - last;
            last = now;
            Update(state => ChargerRules.ReadPilot(state, now));
            Update(state => ChargerRules.TransferEnergy(state, elapsed, Random.Shared.NextDouble()));
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private void Update(Func<ChargerState, ChargerState> change)
    {
        lock (_notifying)
        {
            ChargerState before, after;
            lock (_lock)
            {
                before = _state;
                _state = after = change(before);
            }

            if (before.Evse.PilotState != after.Evse.PilotState || before.Evse.Errors != after.Evse.Errors
                || (behaviour == EmulatorBehaviour.Charger && before.Evse.IsAsleep != after.Evse.IsAsleep))
            {
                Changed?.Invoke(after);
            }
        }
    }
}
