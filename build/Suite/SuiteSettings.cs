using System.Text.Json;
using System.Xml.Linq;
using Build.Options;
using GroupMonitor;
using LoadSharing.Lab;

namespace Build.Suite;

/// <summary>The environment variables and the .runsettings of a run of the suite.</summary>
/// <param name="options">The options of the run.</param>
/// <param name="timeouts">Their factor applies to the suite's timeouts.</param>
internal sealed class SuiteSettings(BuildOptions options, LabTimeouts timeouts)
{
    /// <summary>The filter of <c>--shard</c>; null for all tests.</summary>
    public string? ShardFilter { get; init; }

    /// <summary>The file of known defects; null for none.</summary>
    public string? KnownDefects { get; init; }

    /// <summary>The file that the drift test writes, which then runs alone; null for all other tests.</summary>
    public string? DriftFile { get; init; }

    /// <summary>The directory for the currents of groups; null if they are not recorded.</summary>
    public string? Currents { get; init; }

    /// <summary>The campaign of faults, which then runs alone; null for all other tests.</summary>
    public CampaignSettings? Campaign { get; init; }

    /// <summary>The file that gets the summary of the campaign.</summary>
    public string? CampaignSummary { get; init; }

    /// <summary>The directory for what happened to the stations of failed tests, or of all with <c>--record=all</c>; null for none.</summary>
    public string? Timelines { get; init; }

    /// <summary>The environment variables.</summary>
    /// <param name="lab">The lab that the tests use.</param>
    public IReadOnlyDictionary<string, string?> Variables(LabHost lab) => new Dictionary<string, string?>
    {
        [LabConnection.UrlVariable] = lab.Url.ToString().TrimEnd('/'),
        [LabConnection.TokenVariable] = lab.Token,
        [LabConnection.TimeoutFactorVariable] = timeouts.Factor.ToString(),
        [LabConnection.TimeFactorVariable] = lab.Kind.Firmware.TimeFactor.ToString(),
        [LabConnection.ClockVariable] = lab.Clock,
        [KnownDefect.FileVariable] = KnownDefects,
        [DriftDocument.FileVariable] = DriftFile,
        [CurrentsDocument.DirectoryVariable] = Currents,
        [CampaignSettings.Variable] = Campaign is null ? null : JsonSerializer.Serialize(Campaign, JsonSerializerOptions.Web),
        [CampaignSettings.SummaryVariable] = CampaignSummary,
        [TimelineDocument.DirectoryVariable] = Timelines,
        [TimelineDocument.RecordVariable] = options.RecordsAll ? "all" : null,
        [LabConnection.InstancesVariable] = string.Join(',', options.Instances),
    };

    /// <summary>The filter of MSTest.</summary>
    public string Filter
    {
        get
        {
            if (DriftFile is not null)
            {
                return "TestCategory=drift";
            }

            if (Campaign is not null)
            {
                return "TestCategory=campaign";
            }

            // Tests have a row for each of these numbers, and ScaleTests has one for each other number of --instances.
            int[] rows = [2, 3, 4];
            string?[] filters =
            [
                "TestCategory!=drift&TestCategory!=campaign",
                options.Filter,
                options.Matrix.Count == 0 ? null : string.Join('|', options.Matrix.Select(row => $"TestCategory={row}")),
                ShardFilter,
                .. rows.Except(options.Instances).Select(number => $"Name!~\\({number}\\)"),
                options.Instances.Except(rows).Any() ? null : "ClassName!~ScaleTests",
            ];
            return string.Join('&', filters.OfType<string>().Select(filter => $"({filter})"));
        }
    }

    /// <summary>Writes the .runsettings file: the suite's own, with the number of workers and the order of <c>--seed</c>.</summary>
    /// <param name="file">The path of the .runsettings file.</param>
    /// <param name="round">The round, from 1; each has an order of its own with <c>--seed</c>.</param>
    public void Write(string file, int round)
    {
        var settings = XElement.Load(Path.Combine(Path.GetDirectoryName(Repository.Suite)!, "suite.runsettings"));
        var mstest = settings.Element("MSTest")!;
        mstest.Element("Parallelize")!.SetElementValue("Workers", options.Parallel);
        if (options.Seed is { } seed)
        {
            mstest.Add(new XElement("RandomizeTestOrder", true), new XElement("RandomTestOrderSeed", seed + round - 1));
        }

        settings.Save(file);
    }
}
