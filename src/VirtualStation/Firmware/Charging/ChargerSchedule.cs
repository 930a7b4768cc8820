namespace VirtualStation.Firmware.Charging;

/// <summary>When the charger is polled and when the claims are applied to it, since one connection was opened.</summary>
internal sealed class ChargerSchedule(TimeProvider time)
{
    private long? _slowPoll;
    private long? _energyPoll;
    private int? _claims;
    private int? _state;

    /// <returns>Whether the slow poll is due. It then counts as done.</returns>
    public bool TakeSlowPoll() => Take(ref _slowPoll, FirmwareIntervals.ChargerSlowPoll);

    /// <inheritdoc cref="TakeSlowPoll" />
    public bool TakeEnergyPoll() => Take(ref _energyPoll, FirmwareIntervals.ChargerEnergyPoll);

    /// <returns>Whether the claims have changed since the last call; true at first.</returns>
    public bool TakeClaims(int version) => Take(ref _claims, version);

    /// <returns>Whether the charger's state has changed since the last call; true at first.</returns>
    public bool TakeState(int state) => Take(ref _state, state);

    private static bool Take(ref int? last, int value)
    {
        var isNew = last != value;
        last = value;
        return isNew;
    }

    private bool Take(ref long? last, TimeSpan interval)
    {
        if (last is { } taken && time.GetElapsedTime(taken) < interval)
        {
            return false;
        }

        last = time.GetTimestamp();
        return true;
    }
}
