using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Build.Options;
using Build.Results;
using LoadSharing.Lab;

namespace Build.Suite;

/// <summary>The environment variables and the .runsettings of a run of the suite.</summary>
/// <param name="options">The options of the run.</param>
/// <param name="timeouts">Their factor applies to the suite's timeouts.</param>
internal sealed class SuiteSettings(BuildOptions options, LabTimeouts timeouts)
{
    /// <summary>The file of known defects; null for none.</summary>
    public string? KnownDefects { get; init; }

    /// <summary>Whether failed tests attach files to their results.</summary>
    public bool HasAttachments { get; init; } = true;

    /// <summary>The environment variables.</summary>
    /// <param name="lab">The lab that the tests use.</param>
    public IReadOnlyDictionary<string, string?> Variables(LabHost lab) => new Dictionary<string, string?>
    {
        [LabConnection.UrlVariable] = lab.Url.ToString().TrimEnd('/'),
        [LabConnection.TokenVariable] = lab.Token,
        [LabConnection.TimeoutFactorVariable] = timeouts.Factor.ToString(CultureInfo.InvariantCulture),
        [LabConnection.TimeFactorVariable] = lab.Fleets.Kind.Firmware.TimeFactor.ToString(CultureInfo.InvariantCulture),
        [KnownDefect.FileVariable] = KnownDefects,
        ["LOADSHARING_INSTANCES"] = string.Join(',', options.Instances),
        ["LOADSHARING_ATTACHMENTS"] = HasAttachments ? null : "none",
    };

    /// <summary>Writes the .runsettings file, and a file with the order of the tests if their durations are known.</summary>
    /// <param name="file">The path of the .runsettings file.</param>
    /// <param name="seconds">Duration of each test by full name; empty if unknown.</param>
    /// <param name="round">The round, from 1; each has an order of its own with <c>--seed</c>.</param>
    /// <returns>The path of the file with the order; null if MSTest's order applies.</returns>
    public string? Write(string file, IReadOnlyDictionary<string, double> seconds, int round)
    {
        var isOrdered = options.Seed is null && seconds.Count > 0;

        // MSTest starts all tests at once then, and the suite admits them in its own order.
        var workers = isOrdered ? Math.Max(options.Parallel, seconds.Count) : options.Parallel;
        var mstest = new XElement("MSTest", new XElement("Parallelize", new XElement("Workers", workers), new XElement("Scope", "MethodLevel")));
        if (options.Seed is { } seed)
        {
            mstest.Add(new XElement("RandomizeTestOrder", true), new XElement("RandomTestOrderSeed", seed + round - 1));
        }

        new XElement("RunSettings", mstest).Save(file);
        if (!isOrdered)
        {
            return null;
        }

        var order = Path.ChangeExtension(file, ".order.json");
        var longest = seconds.GroupBy(test => TestResult.MethodOf(test.Key)).ToDictionary(rows => rows.Key, rows => rows.Max(row => row.Value));
        File.WriteAllText(order, JsonSerializer.Serialize(new { atOnce = options.Parallel, seconds = longest }));
        return order;
    }
}
