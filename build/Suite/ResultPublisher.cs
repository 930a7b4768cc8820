using Build.Results;
using Build.Results.Report;

namespace Build.Suite;

/// <summary>Adds console summary and annotations to the closing summary, then writes summary.md, report.html and times.json.</summary>
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
        var files = new ResultFiles(context.Results);
        context.TryWrite(files.Summary, () => File.WriteAllText(files.Summary, page));
        context.TryWrite(files.Report, () => File.WriteAllText(files.Report, HtmlReport.Render(result, files.ReadTimelines())));
        context.TryWrite(RunTimes.FileName, () => times.Write(context.Results));
        context.TryWrite("The summary of the workflow's step", () => actions.AppendSummary(MarkdownSummary.Render(result, hasFiles: false)));
    }
}
