using System.Diagnostics;
using System.Text.Json;

namespace Build.Benchmark;

/// <summary>
/// A fixed amount of work on each core. The suite's time as a multiple of it says more on another day or another machine than the time itself. A change of
/// this work makes earlier multiples useless.
/// </summary>
internal static class ReferenceWorkload
{
    private const int Rounds = 120;
    private const int Records = 2000;

    /// <summary>Does the work.</summary>
    /// <returns>Its wall time in seconds.</returns>
    public static double Measure()
    {
        var start = Stopwatch.GetTimestamp();
        Parallel.For(0, Environment.ProcessorCount, _ => Work());
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // Like the suite: mostly JSON, text and sorting.
    private static void Work()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var written = JsonSerializer.Serialize(Enumerable.Range(0, Records).Select(number => new Record($"station-{(number * 7919) % Records}", number)));
            var read = JsonSerializer.Deserialize<List<Record>>(written)!;
            read.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        }
    }

    private sealed record Record(string Name, double Amps);
}
