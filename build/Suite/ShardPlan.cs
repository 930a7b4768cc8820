using System.Text.Json;
using Build.Options;

namespace Build.Suite;

/// <summary>
/// Divides the suite into parts that take about the same time, the same ones on every machine: by the durations in the checkout, not by those of a machine's last
/// run. A test that has none runs in the last part, so that no new test is ever left out.
/// </summary>
internal static class ShardPlan
{
    /// <summary>The filter of a part, in MSTest's syntax.</summary>
    /// <param name="file">The durations: full name of each test method, and seconds.</param>
    /// <param name="shard">Which part.</param>
    /// <exception cref="CommandLineException">The file is not what it should be.</exception>
    public static string Filter(string file, Shard shard)
    {
        var parts = Divide(Read(file), shard.Of);
        return shard.Index < shard.Of
            ? string.Join('|', parts[shard.Index - 1].Select(test => $"FullyQualifiedName={test}"))
            : string.Join('&', parts.SkipLast(1).SelectMany(part => part).Order(StringComparer.Ordinal).Select(test => $"FullyQualifiedName!={test}"));
    }

    /// <summary>Divides tests, the longest first, each to the part that has least.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Divide(IReadOnlyDictionary<string, double> durations, int parts)
    {
        var tests = Enumerable.Range(0, parts).Select(_ => new List<string>()).ToList();
        var seconds = new double[parts];
        foreach (var (test, duration) in durations.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var least = Array.IndexOf(seconds, seconds.Min());
            tests[least].Add(test);
            seconds[least] += duration;
        }

        return tests;
    }

    private static Dictionary<string, double> Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(file)) ?? [];
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            throw new CommandLineException($"--shard needs {file}: {error.Message} --target=Benchmark writes such a file.");
        }
    }
}
