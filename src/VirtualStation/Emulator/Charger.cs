using VirtualStation.Hosting;

namespace VirtualStation.Emulator;

/// <summary>The simulation: holds the state, lets time pass, tells of changes.</summary>
internal sealed class Charger(TimeScale time, TimeSpan tick)
{
    private readonly Lock _lock = new();
    private ChargerState _state = ChargerState.AtBoot;

    /// <summary>Called after the pilot's state or the errors changed, by who changed them.</summary>
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

    /// <summary>Since the start.</summary>
    public TimeSpan Now => time.Elapsed;

    public void Update(Func<Evse, Evse> change) => Update(state => state with { Evse = change(state.Evse) });

    public void Update(Func<Vehicle, Vehicle> change) => Update(state => state with { Vehicle = change(state.Vehicle) });

    /// <summary>Leaves sleep.</summary>
    /// <returns>False while an error is set.</returns>
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
        using var timer = new PeriodicTimer(time.Real(tick));
        var last = Now;
        do
        {
            var now = Now;
            var passed = now - last;
            last = now;
            Update(state => ChargerRules.ReadPilot(state, now));
            Update(state => ChargerRules.Charge(state, passed, Random.Shared.NextDouble()));
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private void Update(Func<ChargerState, ChargerState> change)
    {
        ChargerState before, after;
        lock (_lock)
        {
            before = _state;
            _state = after = change(before);
        }

        if (before.Evse.PilotState != after.Evse.PilotState || before.Evse.Errors != after.Evse.Errors)
        {
            Changed?.Invoke(after);
        }
    }
}
