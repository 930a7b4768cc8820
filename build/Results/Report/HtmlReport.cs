using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Build.Results.Report;

/// <summary>The report of a run as one HTML file that needs no network: failures first, with what happened to their stations.</summary>
internal static partial class HtmlReport
{
    /// <summary>The name of its file in the directory of the results.</summary>
    public const string FileName = "report.html";

    // A page of 2 MB opens at once, also on a phone. The list of all tests takes up to a tenth of it. What does not fit stays in its files.
    private const int MaximumLength = 1_800_000;
    private const int MaximumMessage = 20_000;
    private const int MaximumNames = 6;

    /// <param name="run">The run.</param>
    /// <param name="timelines">What happened to the stations of failed tests, or of all.</param>
    public static string Render(RunResult run, IReadOnlyList<TimelineDocument> timelines)
    {
        var page = new StringBuilder();
        page.Append($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Load sharing: {run.Counts}</title>
            <style>{Resource("report.css")}</style></head>
            <body>
            <header class="{(run.IsSuccess ? "passed" : "failed")}"><h1>{run.Counts}</h1>
            <p>Tested: <strong>{Text(run.Tested)}</strong>. Wall time {run.Wall.TotalSeconds:0.0} s.</p>
            """);
        page.Append(string.Concat(run.Notes.Select(note => $"<p>Note: {Text(note)}</p>")));
        page.Append(run.Changes.Count > 0 ? $"<pre>{Text(string.Join('\n', run.Changes))}</pre>" : "");
        page.Append("</header>\n<main>\n");
        page.Append(string.Concat(run.Errors.Select(error => $"<h2>Error</h2><pre class=\"message\">{Message(error)}</pre>\n")));
        if (run.Failed > 0)
        {
            page.Append("<h2>Failures</h2>\n");
            var documents = timelines.ToLookup(document => document.Test);
            var groups = FailureGroup.Of(run.Failures);
            AppendContents(page, groups);
            foreach (var (index, group) in groups.Index())
            {
                page.Append($"<article id=\"failure-{index}\">\n");
                AppendGroup(page, group, run, documents);
                page.Append("</article>\n");
            }
        }

        if (run.Inconclusive.Any())
        {
            page.Append("<h2>Known defects and other inconclusive tests</h2>\n<table><tr><th>test<th>reason</tr>\n");
            page.Append(string.Concat(TestRounds.Of(run.Inconclusive).Select(test =>
                $"<tr><td>{Text(test.Name)}{test.CountSuffix(run.Rounds)}<td>{string.Join("<br>", test.Reasons.Select(Text))}</tr>\n")));
            page.Append("</table>\n");
        }

        AppendTests(page, run);
        AppendPassed(page, run, timelines);
        page.Append("</main>\n<script>").Append(Resource("report.js")).Append("</script>\n</body></html>\n");
        return ControlCharacters.Escape(page.ToString());
    }

    /// <summary>Text of a test or a firmware, which cannot become markup.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    // Together, the tests and reasons say more about the cause than the first alone.
    private static void AppendContents(StringBuilder page, IReadOnlyList<FailureGroup> groups)
    {
        page.Append("<ol class=\"contents\">\n");
        foreach (var (index, group) in groups.Index())
        {
            page.Append($"<li><a href=\"#failure-{index}\">{Text(string.Join(", ", group.Tests.Take(MaximumNames).Select(test => test.Name)))}</a>");
            page.Append(group.Tests.Count > MaximumNames ? $" and {group.Tests.Count - MaximumNames} more" : "");
            page.Append($" <span>{Text(group.Simplest.Results[0].Reason)}</span></li>\n");
        }

        page.Append("</ol>\n");
    }

    private static void AppendGroup(StringBuilder page, FailureGroup group, RunResult run, ILookup<string, TimelineDocument> documents)
    {
        var test = group.Simplest;
        page.Append($"<h3>{Text(test.Name)}{test.CountSuffix(run.Rounds)}</h3>\n");
        string?[] facts = [$"{test.Location}", test.FailedInPreparation ? "failed before its own assertion" : "", run.PassedWith(test)];
        page.Append($"<p class=\"line\">{Text(string.Join(" · ", facts.Where(fact => fact?.Length > 0)))}</p>\n");
        var passed = run.PassedBeside(group);
        page.Append(passed.Count > 0 ? $"<p class=\"line\">Passed: {Text(string.Join(", ", passed.Take(MaximumNames)))}</p>\n" : "");
        var timelines = documents[test.Results[0].FullName].ToList();
        foreach (var message in test.Messages.Shown)
        {
            // The requests of the console's message are on the timeline.
            var lines = message.Trim().Split('\n');
            var details = lines.Skip(1).Where(line => timelines.Count == 0 || !Request().IsMatch(line));
            page.Append($"<p class=\"reason\">{Message(lines[0])}</p>\n");
            AppendIfItFits(page, string.Join('\n', details).Trim('\n') is { Length: > 0 } text ? $"<pre class=\"message\">{Message(text)}</pre>\n" : "");
        }

        foreach (var document in timelines)
        {
            AppendIfItFits(page, TimelineView.Render(document));
        }

        foreach (var document in run.Currents.Files.Values.Where(document => test.Results.Any(result => result.FullName == document.Test)))
        {
            AppendIfItFits(page, $"<figure>{CurrentsChart.Render(document)}</figure>\n");
        }

        if (group.Tests.Count > 1)
        {
            page.Append($"<details><summary>{group.Tests.Count - 1} more with this reason</summary>\n");
            foreach (var other in group.Tests.Skip(1))
            {
                page.Append($"<h4>{Text(other.Name)}{other.CountSuffix(run.Rounds)}</h4>");
                AppendIfItFits(page, $"<pre class=\"message\">{Message(other.Messages.Shown[0])}</pre>\n");
            }

            page.Append("</details>\n");
        }
    }

    private static void AppendTests(StringBuilder page, RunResult run)
    {
        var longest = run.Tests.Count == 0 ? 1 : Math.Max(0.001, run.Tests.Max(test => test.Duration.TotalSeconds));
        page.Append("""
            <h2>All tests</h2>
            <p class="filter"><label>Name <input id="name" type="search"></label>
            <label><input type="checkbox" value="passed" checked>passed</label> <label><input type="checkbox" value="failed" checked>failed</label>
            <label><input type="checkbox" value="skipped" checked>skipped</label></p>
            <table id="tests"><tr><th>test<th>outcome<th>time<th>waited for a fleet</tr>

            """);
        foreach (var test in TestRounds.Of(run.Tests).SelectMany(test => test.Results))
        {
            var outcome = test.Outcome.ToString().ToLowerInvariant();
            var waited = test.Waited is { } wait ? $"{(wait.Queued + wait.Startup).TotalSeconds:0.00} s" : "";
            page.Append($"<tr class=\"{outcome}\"><td>{Text(test.Name)}<td>{outcome}<td><span class=\"bar\" ");
            page.Append($"style=\"width:{60 * test.Duration.TotalSeconds / longest:0.0}%\"></span> ");
            page.Append($"{test.Duration.TotalSeconds:0.00} s<td>{waited}</tr>\n");
        }

        page.Append("</table>\n");
    }

    private static void AppendPassed(StringBuilder page, RunResult run, IReadOnlyList<TimelineDocument> timelines)
    {
        var failed = run.Failures.Select(test => test.FullName).ToHashSet();
        foreach (var document in timelines.Where(document => !failed.Contains(document.Test)).OrderBy(document => document.Test, StringComparer.Ordinal))
        {
            AppendIfItFits(page, $"<details><summary>Timeline of {Text(document.Test)}</summary>\n{TimelineView.Render(document)}</details>\n");
        }
    }

    private static void AppendIfItFits(StringBuilder page, string part) => page.Append(page.Length + part.Length < MaximumLength ? part : "");

    private static string Message(string text) =>
        Text(text.Length <= MaximumMessage ? text : $"{text[..MaximumMessage]} … ({text.Length} characters; the rest is in the TRX file)");

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // "  12.34 s  first   GET /loadsharing/peers → …"
    [GeneratedRegex(@"^ *\d+\.\d\d s  ")]
    private static partial Regex Request();
}
