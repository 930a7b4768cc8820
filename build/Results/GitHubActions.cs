namespace Build.Results;

/// <summary>Reports a run to GitHub Actions: a step summary, and an annotation for each failure.</summary>
/// <param name="summaryFile">The file named by GITHUB_STEP_SUMMARY; null or empty outside of GitHub Actions.</param>
/// <param name="isWorkflow">Whether GITHUB_ACTIONS says that this is a workflow run.</param>
internal sealed class GitHubActions(string? summaryFile, bool isWorkflow)
{
    /// <summary>Appends a page to the step's summary.</summary>
    public void AppendSummary(string page)
    {
        if (!string.IsNullOrEmpty(summaryFile))
        {
            File.AppendAllText(summaryFile, page + "\n");
        }
    }

    /// <summary>The workflow commands that annotate a run's failures; none outside of a workflow.</summary>
    public IEnumerable<string> Annotations(RunResult run) => isWorkflow
        ? run.Failures.Select(test => $"::error {PropertiesOf(test.Location)}title={Property(test.Name)}::{Data(test.Message)}")
        : [];

    private static string PropertiesOf(SourceLine? location) => location is null ? "" : $"file={Property(location.File)},line={location.Line},";

    // Escaped as in @actions/core: %, CR and LF in data; also : and , in properties.
    private static string Data(string text) => ControlCharacters.Escape(text)
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
