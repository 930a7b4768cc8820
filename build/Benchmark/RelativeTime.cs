using System.Text.Json;
using Build.Results;
using Cake.Core;

namespace Build.Benchmark;

/// <summary>The suite's wall time as a multiple of the reference workload's, both measured alternately.</summary>
/// <param name="Cores">The number of cores of the machine.</param>
/// <param name="Workload">Wall times of the reference workload in seconds.</param>
/// <param name="Multiple">The median of the suite divided by that of the workload.</param>
internal sealed record RelativeTime(int Cores, Statistics Workload, double Multiple)
{
    // The median of three runs of an unchanged suite varies by a tenth.
    private const double Tolerance = 1.25;

    /// <param name="workload">Wall times of the workload in seconds.</param>
    /// <param name="suite">The suite's wall times in seconds.</param>
    public static RelativeTime Of(IEnumerable<double> workload, Statistics suite)
    {
        var wall = Statistics.Of(workload);
        return new RelativeTime(Environment.ProcessorCount, wall, suite.Median / wall.Median);
    }

    /// <summary>Reads that of an earlier benchmark.</summary>
    /// <param name="file">Its benchmark.json.</param>
    /// <exception cref="CakeException">The file is not that of a benchmark.</exception>
    public static RelativeTime Read(string file)
    {
        try
        {
            var document = JsonElement.Parse(File.ReadAllText(file));
            return document.GetProperty("relative").Deserialize<RelativeTime>(JsonSerializerOptions.Web)!;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new CakeException($"--guard={file}: {error.Message} Give the benchmark.json that --target=Benchmark has written.", error);
        }
    }

    /// <summary>Compares with an earlier benchmark.</summary>
    /// <returns>The comparison as a sentence.</returns>
    /// <exception cref="CakeException">The suite takes a quarter longer than it did, or the machine has another number of cores.</exception>
    public string Against(RelativeTime earlier, string file)
    {
        var change = $"The suite takes {Multiple:0.0} times the reference workload, and took {earlier.Multiple:0.0} times in {file}.";
        return earlier.Cores != Cores
            ? throw new CakeException($"--guard={file}: measured with {earlier.Cores} cores, this machine has {Cores}. Give a file of such a machine.")
            : Multiple > earlier.Multiple * Tolerance
            ? throw new CakeException($"{change} That is more than a quarter longer. If it is intended, give the new benchmark.json from now on.")
            : change;
    }
}
