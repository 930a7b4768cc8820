using System.Text.Json;
using Build.Options;
using Cake.Core;

namespace Build.Suite;

/// <summary>
/// Divides the suite into parts that take about the same time. The durations are those in the checkout, so that every machine divides it in the same way.
/// The last part also has the tests without a duration, so that no test is left out.
/// </summary>
internal static class ShardPlan
{
    /// <summary>The MSTest filter of a part; null if there is only one.</summary>
    /// <param name="file">The durations: seconds by full name of the test method.</param>
    /// <param name="shard">The part.</param>
    /// <exception cref="CakeException">The file is invalid, or has fewer tests than there are parts.</exception>
    public static string? Filter(string file, Shard shard)
    {
        if (shard.Count == 1)
        {
            return null;
        }

        // A part without tests would have an empty filter, which runs all.
        var durations = Read(file);
        if (shard.Count > durations.Count)
        {
            throw new CakeException($"--shard={shard}: {file} has only {durations.Count} tests. Give at most {durations.Count} parts.");
        }

        var parts = Divide(durations, shard.Count);
        return shard.Index < shard.Count
            ? string.Join('|', parts[shard.Index - 1].Select(test => $"FullyQualifiedName={test}"))
            : string.Join('&', parts.SkipLast(1).SelectMany(part => part).Order(StringComparer.Ordinal).Select(test => $"FullyQualifiedName!={test}"));
    }

    /// <summary>Assigns each test, longest first, to the part with the least time. With at least as many tests as parts, none is empty.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Divide(IReadOnlyDictionary<string, double> durations, int count)
    {
        var parts = Enumerable.Range(0, count).Select(_ => new List<string>()).ToList();
        var seconds = new double[count];
        foreach (var (test, duration) in durations.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal))
        {
            // Durations can be zero: of equal parts, the one with fewer tests.
            var least = Enumerable.Range(0, count).MinBy(part => (seconds[part], parts[part].Count));
            parts[least].Add(test);
            seconds[least] += duration;
        }

        return parts;
    }

    private static Dictionary<string, double> Read(string file)
    {
        try
        {
            var durations = JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(file));
            return durations is { Count: > 0 } ? durations : throw new JsonException("It has no tests.");
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            throw new CakeException($"--shard needs the durations of tests in {file}: {error.Message} --target=Benchmark writes such a file.", error);
        }
    }
}
