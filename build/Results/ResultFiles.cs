using System.Globalization;
using System.Text.RegularExpressions;
using Build.Suite.Measuring;

namespace Build.Results;

/// <summary>What a run leaves in the directory for its results.</summary>
/// <param name="directory">The directory.</param>
internal sealed partial class ResultFiles(string directory)
{
    /// <summary>The Markdown page's name.</summary>
    public const string Summary = "summary.md";

    /// <summary>The TRX file of a round, from 1.</summary>
    public string Trx(int round) => Path.Combine(directory, $"{Name(round)}.trx");

    /// <summary>The JUnit XML of a round, from 1.</summary>
    public string JUnit(int round) => Path.Combine(directory, $"{Name(round)}.junit.xml");

    /// <summary>The name of a round's files, without what says their kind.</summary>
    public static string Name(int round) => round == 1 ? "load-sharing" : string.Create(CultureInfo.InvariantCulture, $"load-sharing-{round}");

    /// <summary>Deletes what an earlier run has left, of all its rounds: none of it may be taken for this run's.</summary>
    public void DeleteEarlier()
    {
        foreach (var file in Directory.EnumerateFiles(directory).Where(file => IsOfARun(Path.GetFileName(file))))
        {
            File.Delete(file);
        }
    }

    private static bool IsOfARun(string file) => file is Summary or RunTimes.FileName || OfARound().IsMatch(file);

    [GeneratedRegex(@"^load-sharing(-\d+)?\.(trx|junit\.xml)$")]
    private static partial Regex OfARound();
}
