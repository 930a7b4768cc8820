using Build.Results;

namespace Build.Suite;

/// <summary>Writes summary.md and times.json, and adds console summary and annotations to the closing summary.</summary>
internal static class ResultPublisher
{
    public static void Publish(BuildContext context, RunResult result, RunTimes times)
    {
        var page = MarkdownSummary.Render(result);
        File.WriteAllText(new ResultFiles(context.Results).Summary, page);
        times.Write(context.Results);

        var environment = context.Environment;
        var actions = new GitHubActions(
            environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY"),
            environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true");
        actions.AppendSummary(page);
        context.Run.AddAnnotations(actions.Annotations(result));
        context.Run.AddToClosingSummary(ConsoleSummary.Render(result, context.Results));
    }
}
