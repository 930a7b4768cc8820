namespace Build.Results;

/// <summary>Minimum, median and maximum of some measurements.</summary>
internal sealed record Statistics(double Minimum, double Median, double Maximum)
{
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public static Statistics Of(IEnumerable<double> measurements)
    {
        var sorted = measurements.Order().ToList();
        if (sorted.Count == 0)
        {
            throw new ArgumentException("The list is empty.", nameof(measurements));
        }

        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Statistics(sorted[0], median, sorted[^1]);
    }
}
