using Build.Suite.Measuring;

namespace Build.Results;

/// <summary>Writes the results of a run to where people and machines look for them.</summary>
/// <param name="context">The build.</param>
/// <param name="times">Where the time went.</param>
internal sealed class ResultPublisher(BuildContext context, RunTimes times)
{
    /// <summary>Publishes them; TRX and JUnit XML stand there already.</summary>
    public void Publish(RunResult result)
    {
        var page = MarkdownSummary.Of(result);
        File.WriteAllText(Path.Combine(context.Results, ResultFiles.Summary), page);
        times.Write(context.Results);

        var environment = context.Environment;
        var actions = new GitHubActions(environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY"), environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true");
        actions.AppendSummary(page);
        foreach (var annotation in actions.Annotations(result))
        {
            context.Run.AddLastWords(annotation);
        }

        context.Run.AddLastWords(ConsoleSummary.Of(result, context.Results));
    }
}
