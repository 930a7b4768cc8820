using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Build.Results.Report;

namespace Build.Results;

/// <summary>The files of a run in the results directory.</summary>
internal sealed partial class ResultFiles(string directory)
{
    /// <summary>The name of the directory for timelines.</summary>
    public const string TimelinesName = "timelines";

    private const string SummaryName = "summary.md";

    /// <summary>The directory for the currents of groups.</summary>
    public string Currents => Path.Combine(directory, RunCurrents.DirectoryName);

    public string Summary => Path.Combine(directory, SummaryName);

    public string Report => Path.Combine(directory, HtmlReport.FileName);

    /// <summary>The directory for what happened to the stations of failed tests, or of all.</summary>
    public string Timelines => Path.Combine(directory, TimelinesName);

    /// <summary>The results of a run in a <c>suite-host</c> process.</summary>
    public string Json => Path.Combine(directory, "results.json");

    /// <param name="round">The round, from 1.</param>
    public string Trx(int round) => Path.Combine(directory, $"{BaseName(round)}.trx");

    /// <param name="round">The round, from 1.</param>
    public string JUnit(int round) => Path.Combine(directory, $"{BaseName(round)}.junit.xml");

    /// <summary>The name of a round's files without extension.</summary>
    public static string BaseName(int round) => round == 1 ? "load-sharing" : $"load-sharing-{round}";

    /// <summary>Adds a description of the tested stations to a round's TRX and JUnit files.</summary>
    public void AddTested(int round, string tested)
    {
        TrxFile.AddTested(Trx(round), tested);
        if (File.Exists(JUnit(round)))
        {
            AddTestedToJUnit(JUnit(round), tested);
        }
    }

    /// <summary>Deletes the files of earlier runs, so that a reader does not take them for this run's.</summary>
    public void DeleteEarlier()
    {
        foreach (var file in Directory.EnumerateFiles(directory).Where(file => IsResult(Path.GetFileName(file))))
        {
            File.Delete(file);
        }

        var currents = Directory.Exists(Currents) ? Directory.EnumerateFiles(Currents).Where(file => Path.GetExtension(file) is ".json" or ".svg") : [];
        foreach (var file in currents)
        {
            File.Delete(file);
        }

        foreach (var timeline in TimelineDirectories)
        {
            Directory.Delete(timeline, recursive: true);
        }
    }

    /// <summary>Reads what happened to the stations of failed tests, or of all.</summary>
    public IReadOnlyList<TimelineDocument> ReadTimelines() => [.. TimelineDirectories.Select(TryRead).OfType<TimelineDocument>()];

    /// <summary>Adds the description to each suite of a JUnit file, as a property.</summary>
    public static void AddTestedToJUnit(string path, string tested)
    {
        var document = XDocument.Load(path);
        foreach (var suite in document.Descendants("testsuite"))
        {
            var properties = suite.Element("properties");
            if (properties is null)
            {
                properties = new XElement("properties");
                suite.AddFirst(properties);
            }

            properties.Add(new XElement("property", new XAttribute("name", "tested"), new XAttribute("value", tested)));
        }

        document.Save(path);
    }

    // A test writes the document last. Without it, a directory is not one of a timeline, or its test host was killed.
    private IReadOnlyList<string> TimelineDirectories =>
        Directory.Exists(Timelines)
            ? [.. Directory.GetDirectories(Timelines).Where(timeline => Guid.TryParseExact(Path.GetFileName(timeline), "N", out _))]
            : [];

    private static TimelineDocument? TryRead(string directory)
    {
        try
        {
            var path = Path.Combine(directory, TimelineDocument.FileName);
            return File.Exists(path) ? TimelineDocument.Read(path) : null;
        }
        catch (JsonException)
        {
            // A test host that is killed can leave half a file. The report shows the failure without its timeline.
            return null;
        }
    }

    private static bool IsResult(string file) => file is SummaryName or RunTimes.FileName or HtmlReport.FileName || RoundFile().IsMatch(file);

    [GeneratedRegex(@"^load-sharing(-\d+)?\.(trx|junit\.xml)$")]
    private static partial Regex RoundFile();
}
