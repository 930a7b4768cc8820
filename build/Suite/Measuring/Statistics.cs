namespace Build.Suite.Measuring;

/// <summary>Median and spread of a few measurements.</summary>
/// <param name="Minimum">The least.</param>
/// <param name="Median">The middle one; of an even number, the mean of the middle two.</param>
/// <param name="Maximum">The greatest.</param>
internal sealed record Statistics(double Minimum, double Median, double Maximum)
{
    /// <summary>Of some measurements.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Statistics Of(IEnumerable<double> measurements)
    {
        var sorted = measurements.Order().ToList();
        if (sorted.Count == 0)
        {
            throw new ArgumentException("There is nothing to summarise.", nameof(measurements));
        }

        var middle = sorted.Count / 2;
        var median = sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Statistics(sorted[0], median, sorted[^1]);
    }
}
