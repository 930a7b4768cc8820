using Build.Results;

namespace Build.Suite;

/// <summary>Adds console summary and annotations to the closing summary, then writes summary.md and times.json.</summary>
internal static class ResultPublisher
{
    public static void Publish(BuildContext context, RunResult result, RunTimes times)
    {
        var environment = context.Environment;
        var actions = new GitHubActions(
            environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY"),
            environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true");
        context.Run.AddAnnotations(actions.Annotations(result));
        context.Run.AddToClosingSummary(ConsoleSummary.Render(result, context.Results));
        var page = MarkdownSummary.Render(result);
        var summary = new ResultFiles(context.Results).Summary;
        context.TryWrite(summary, () => File.WriteAllText(summary, page));
        context.TryWrite(RunTimes.FileName, () => times.Write(context.Results));
        context.TryWrite("The summary of the workflow's step", () => actions.AppendSummary(MarkdownSummary.Render(result, hasFiles: false)));
    }
}
