using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using LoadSharing.Lab;
using Build.Options;
using Build.Results;

namespace Build.Suite;

/// <summary>What the suite is told when it is run: its variables, and the settings of MSTest.</summary>
/// <param name="options">Which tests run, and how.</param>
/// <param name="timeouts">What they wait.</param>
internal sealed class SuiteSettings(BuildOptions options, LabTimeouts timeouts)
{
    /// <summary>The file that declares what the firmware is known to do wrong, or null.</summary>
    public string? KnownDefects { get; init; }

    /// <summary>Whether failed tests leave files.</summary>
    public bool HasAttachments { get; init; } = true;

    /// <summary>The environment of a run.</summary>
    /// <param name="lab">The lab that leases the fleets.</param>
    public IReadOnlyDictionary<string, string?> Variables(LabHost lab) => new Dictionary<string, string?>
    {
        ["LOADSHARING_LAB_URL"] = lab.Url.ToString().TrimEnd('/'),
        ["LOADSHARING_LAB_TOKEN"] = lab.Token,
        ["LOADSHARING_INSTANCES"] = string.Join(',', options.Instances),
        ["LOADSHARING_TIMEOUT_FACTOR"] = timeouts.Factor.ToString(CultureInfo.InvariantCulture),
        ["LOADSHARING_TIME_FACTOR"] = lab.Fleets.Kind.Firmware.TimeFactor.ToString(CultureInfo.InvariantCulture),
        ["LOADSHARING_KNOWN_DEFECTS"] = KnownDefects,
        ["LOADSHARING_ATTACHMENTS"] = HasAttachments ? null : "none",
    };

    /// <summary>Writes the settings of a run.</summary>
    /// <param name="file">The file, by convention .runsettings.</param>
    /// <param name="seconds">How long each test takes, by its full name; empty if nobody knows.</param>
    /// <param name="round">The round, from 1: each has an order of its own if they are shuffled.</param>
    /// <returns>The file with the order of the tests, beside the settings; null if MSTest's is to be kept.</returns>
    public string? Write(string file, IReadOnlyDictionary<string, double> seconds, int round)
    {
        var isOrdered = options.Seed is null && seconds.Count > 0;

        // All are to come at once, and then it is the suite that has them wait.
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
