namespace GroupMonitor;

/// <summary>The times of the firmware that a judgement waits for, in s.</summary>
internal static class FirmwareTimes
{
    /// <summary>Between two allocations of a controller.</summary>
    public const double Cycle = 5;

    /// <summary>From a computation to the current of the car: a frame, a claim within 2 s, a tick of the charger of 1 s; doubled.</summary>
    public const double Margin = 6;

    /// <summary>Between two sweeps of mDNS, which may merge the rows of a station.</summary>
    public const double Sweep = 10;
}
