namespace VirtualStation.Firmware.Allocation;

/// <summary>Limits a station whose car takes less than its pilot offers, so that the others can have the rest.</summary>
internal sealed record DemandCap
{
    // A measured current has to differ by this much from the pilot, or from the cap.
    private const double MarginAmps = 0.25;

    // An offer that rises by more than this gives the car time to follow it.
    private const double RiseAmps = 0.5;
    private const int ComputationsToFollow = 6;
    private const int ComputationsBetweenChecks = 6;

    /// <summary>Null without a cap.</summary>
    public double? Amps { get; init; }

    public bool WasCharging { get; init; }

    public double LastOffer { get; init; }

    /// <summary>The number of computations in which the cap cannot start or fall.</summary>
    public int HoldOff { get; init; }

    /// <summary>The number of computations since the cap was set or last checked.</summary>
    public int Age { get; init; }

    public double LastMeasured { get; init; }

    /// <summary>The maximum of the station under the cap. A charger cannot offer less than its minimum.</summary>
    public double Limit(GroupStation station) =>
        Amps is { } cap ? Math.Max(Math.Min(station.MinimumAmps, station.MaximumAmps), Math.Min(station.MaximumAmps, cap)) : station.MaximumAmps;

    /// <summary>Returns the cap for the next computation.</summary>
    /// <param name="station">The station as it is now.</param>
    /// <param name="isCharging">Whether it takes part in the shared current.</param>
    /// <param name="offer">Its last allocation.</param>
    public DemandCap Update(GroupStation station, bool isCharging, double offer)
    {
        if (!station.IsDemanding || station.MaximumAmps <= 0)
        {
            return Release() with { WasCharging = false };
        }

        var cap = isCharging == WasCharging ? this : Release() with { WasCharging = isCharging };
        return isCharging ? cap.Detect(station, offer).Check(station.MeasuredAmps) : cap with { LastOffer = 0 };
    }

    private DemandCap Release() => this with { Amps = null, HoldOff = 0, Age = 0, LastMeasured = 0 };

    private DemandCap Detect(GroupStation station, double offer)
    {
        var holdOff = LastOffer > 0 && offer > LastOffer + RiseAmps ? ComputationsToFollow : HoldOff;
        var cap = this with { LastOffer = offer, HoldOff = Math.Max(0, holdOff - 1) };
        var measured = station.MeasuredAmps;
        return holdOff == 0 && station.PilotAmps > station.MinimumAmps && measured > 0 && measured < station.PilotAmps - MarginAmps
            ? cap with { Amps = Math.Min(Amps ?? measured, measured), Age = 0, LastMeasured = measured }
            : cap;
    }

    private DemandCap Check(double measured)
    {
        if (Amps is not { } cap)
        {
            return this;
        }

        var isDue = Age + 1 >= ComputationsBetweenChecks;
        return measured >= cap + MarginAmps || (isDue && measured > LastMeasured + MarginAmps) ? Release()
            : isDue ? this with { Age = 0, LastMeasured = measured }
            : this with { Age = Age + 1 };
    }
}
