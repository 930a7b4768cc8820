namespace LoadSharing.Lab.Contracts;

/// <summary>A fault of a plan. Times are seconds of the firmware's time.</summary>
/// <param name="Kind">The fault.</param>
/// <param name="Station">The index of the affected station in its fleet; the first one is the controller of its group.</param>
/// <param name="Pause">From the end of the fault before, when the group is complete, to the beginning of this one.</param>
/// <param name="Duration">From its beginning to its end.</param>
/// <param name="Serial">The fault of the serial line, for that kind.</param>
public sealed record PlannedFault(FaultKind Kind, int Station, int Pause, int Duration, SerialFault Serial)
{
    /// <inheritdoc />
    public override string ToString() => $"{(Kind == FaultKind.Serial ? $"serial line: {Serial}" : Kind)} of station {Station} for {Duration} s";
}

/// <summary>Draws faults at random.</summary>
public static class FaultPlan
{
    private const int ShortestPause = 5;
    private const int LongestPause = 20;
    private const int ShortestFault = 5;
    private const int LongestFault = 60;

    /// <summary>The faults of a seed, without end. The same arguments give the same faults.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stations">The number of stations.</param>
    /// <param name="kinds">The faults to draw from.</param>
    public static IEnumerable<PlannedFault> Draw(int seed, int stations, IReadOnlyList<FaultKind> kinds)
    {
        var random = new Random(seed);
        var order = kinds.Order().ToList();
        var serial = Enum.GetValues<SerialFault>();
        while (true)
        {
            yield return new PlannedFault(
                order[random.Next(order.Count)],
                random.Next(stations),
                random.Next(ShortestPause, LongestPause + 1),
                random.Next(ShortestFault, LongestFault + 1),
                serial[random.Next(serial.Length)]);
        }
    }
}
