using System.Globalization;
using System.Text.Json;
using Build.Options;

namespace Build.Suite;

/// <summary>
/// Divides the suite into parts that take about the same time, the same ones on every machine: by the durations in the checkout, not by those of a machine's last
/// run. A test that has none runs in the last part, so that no new test is ever left out.
/// </summary>
internal static class ShardPlan
{
    /// <summary>The filter of a part, in MSTest's syntax; null if the only part is all of the suite.</summary>
    /// <param name="file">The durations: full name of each test method, and seconds.</param>
    /// <param name="shard">Which part.</param>
    /// <exception cref="CommandLineException">The file is not what it should be, or has fewer tests than there are to be parts.</exception>
    public static string? Filter(string file, Shard shard)
    {
        if (shard.Of == 1)
        {
            return null;
        }

        // An empty filter would run everything, and a machine that runs nothing is one that somebody pays for by mistake.
        var durations = Read(file);
        if (shard.Of > durations.Count)
        {
            throw new CommandLineException(string.Create(
                CultureInfo.InvariantCulture, $"--shard={shard}: {file} has {durations.Count} tests, too few for so many parts; give n up to {durations.Count}."));
        }

        var parts = Divide(durations, shard.Of);
        return shard.Index < shard.Of
            ? string.Join('|', parts[shard.Index - 1].Select(test => $"FullyQualifiedName={test}"))
            : string.Join('&', parts.SkipLast(1).SelectMany(part => part).Order(StringComparer.Ordinal).Select(test => $"FullyQualifiedName!={test}"));
    }

    /// <summary>Divides tests, the longest first, each to the part that has least; none is empty if there are as many tests as parts.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Divide(IReadOnlyDictionary<string, double> durations, int parts)
    {
        var tests = Enumerable.Range(0, parts).Select(_ => new List<string>()).ToList();
        var seconds = new double[parts];
        foreach (var (test, duration) in durations.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal))
        {
            // Of two that take as long, the one with fewer tests: some take no time that a clock shows.
            var least = Enumerable.Range(0, parts).MinBy(part => (seconds[part], tests[part].Count));
            tests[least].Add(test);
            seconds[least] += duration;
        }

        return tests;
    }

    private static Dictionary<string, double> Read(string file)
    {
        try
        {
            var durations = JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(file));
            return durations is { Count: > 0 } ? durations : throw new JsonException("it names no test.");
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            throw new CommandLineException($"--shard needs {file}: {error.Message} --target=Benchmark writes such a file.");
        }
    }
}
