using System.Text;

namespace Build.Results.Report;

/// <summary>
/// The timeline of a test: the last events of the whole fleet in a table, then a lane for the test, each station, each component that logs times, and the
/// mDNS link.
/// </summary>
internal static class TimelineView
{
    // More marks overlap. The newest come just before the failure.
    private const int MaximumEvents = 800;
    private const int MaximumText = 600;
    private const int LastEvents = 22;

    // A line or a packet that a component repeats so often is not about the failure.
    private const int Periodic = 10;

    // Lines that a firmware logs once a second and for each read, its queries of the charger, and frames with measured values.
    private static readonly string[] Routine = ["EVSE monitor woke", "HTTP GET ", "RAPI: $G"];
    private const string Allocation = "\"loadsharing\"";

    // Of a group, whose stations have discovered each other before, the discoveries and the packets of mDNS are routine, too.
    private static readonly string[] Discovery =
        ["LoadSharingDiscoveryTask:", "  Found peer", "  Lost peer", "POST /loadsharing/discover", "HTTP POST /loadsharing/discover"];

    private static readonly (TimelineEventKind Kind, string Label)[] Kinds =
    [
        (TimelineEventKind.Wait, "waits"),
        (TimelineEventKind.Read, "reads"),
        (TimelineEventKind.Change, "changes"),
        (TimelineEventKind.Lab, "lab"),
        (TimelineEventKind.Log, "logs"),
        (TimelineEventKind.Current, "currents"),
        (TimelineEventKind.Frame, "frames"),
        (TimelineEventKind.Packet, "packets"),
    ];

    public static string Render(TimelineDocument timeline)
    {
        var page = new StringBuilder();
        var length = Math.Max(timeline.EndedAt, 0.1);
        var last = Last(timeline);
        page.Append("<section class=\"timeline\">\n");
        AppendVisibility(page, timeline);
        AppendLast(page, last);
        page.Append("<p class=\"filter\"><label>Zoom <input class=\"zoom\" type=\"range\" min=\"1\" max=\"40\" value=\"1\"></label> ");
        var kinds = timeline.Events.Select(item => item.Kind).ToHashSet();
        foreach (var (name, label) in Kinds.Where(kind => kinds.Contains(kind.Kind)).Select(kind => (Name(kind.Kind), kind.Label)))
        {
            page.Append($"<label class=\"{name}\"><input type=\"checkbox\" value=\"{name}\" checked>{label}</label> ");
        }

        page.Append("</p>\n<div class=\"scroll\"><div class=\"lanes\">\n");
        var start = last.Count == 0 ? length : last[0].Event.Start;
        foreach (var lane in Lanes(timeline))
        {
            page.Append($"<div class=\"lane\"><span class=\"role\" title=\"{HtmlReport.Text(Title(timeline, lane))}\">{HtmlReport.Text(lane)}</span>");
            page.Append($"<div class=\"track\"><span class=\"last\" style=\"left:{100 * start / length:0.00}%\"></span>");
            foreach (var item in timeline.Events.Where(item => item.Lane == lane).TakeLast(MaximumEvents))
            {
                AppendEvent(page, item, length);
            }

            page.Append("</div></div>\n");
        }

        page.Append($"<div class=\"axis\"><span>0 s</span><span>end, {length:0.00} s</span></div>");
        page.Append("</div></div>\n<output>Choose a mark to read it. The shaded part has the events of the table.</output>\n");
        foreach (var log in timeline.Logs)
        {
            page.Append($"<details><summary>{HtmlReport.Text($"{log.Role}, {log.Component}: the last {log.Lines.Count} lines of the log")}</summary>");
            page.Append($"<pre>{HtmlReport.Text(string.Join('\n', log.Lines))}</pre></details>\n");
        }

        var directory = $"{ResultFiles.TimelinesName}/{timeline.Directory}";
        var links = timeline.Files.Select(file => $"<a href=\"{HtmlReport.Text($"{directory}/{file}")}\">{HtmlReport.Text(file)}</a>");
        page.Append(timeline.Files.Count > 0 ? $"<p class=\"line\">Files: {string.Join(", ", links)}</p>\n" : "").Append("</section>\n");
        return page.ToString();
    }

    // Of events that repeat, such as the reads of a wait, the latest.
    private static List<(TimelineEvent Event, int Count)> Last(TimelineDocument timeline)
    {
        var isOfGroup = TestResult.IsOfGroup(timeline.Test);
        return
        [
            .. timeline.Events.Where(item => !IsRoutine(item, isOfGroup))
                .GroupBy(item => (item.Lane, item.Text, item.Outcome))
                .Select(events => (Event: events.Last(), Count: events.Count()))
                .Where(item => item.Count < Periodic || item.Event.Kind is not (TimelineEventKind.Log or TimelineEventKind.Packet))
                .OrderBy(item => item.Event.Start)
                .TakeLast(LastEvents),
        ];
    }

    private static bool IsRoutine(TimelineEvent item, bool isOfGroup) => item.Kind switch
    {
        TimelineEventKind.Wait => true,
        TimelineEventKind.Packet => isOfGroup,
        TimelineEventKind.Frame => !item.Text.Contains(Allocation, StringComparison.Ordinal),
        _ => Begins(item, Routine) || (isOfGroup && Begins(item, Discovery)),
    };

    private static bool Begins(TimelineEvent item, string[] texts) => Array.Exists(texts, text => item.Text.StartsWith(text, StringComparison.Ordinal));

    private static void AppendVisibility(StringBuilder page, TimelineDocument timeline)
    {
        if (timeline.Stations.Count < 2 || timeline.Visibility.Count == 0)
        {
            return;
        }

        page.Append("<table class=\"visibility\"><caption>The peer lists that the test read last</caption>\n<tr><th><th>read at<th>");
        page.AppendJoin("<th>", timeline.Stations.Select(station => HtmlReport.Text(station.Role))).Append("</tr>\n");
        foreach (var row in timeline.Visibility)
        {
            page.Append($"<tr><th>{HtmlReport.Text(row.Role)}<td>{row.ReadAt:0.00} s");
            foreach (var (cell, station) in row.Cells.Zip(timeline.Stations))
            {
                var state = station.Role == row.Role ? "itself" : cell.StartsWith("online", StringComparison.Ordinal) ? "online" : "lost";
                page.Append($"<td class=\"{state}\">{HtmlReport.Text(cell)}");
            }

            page.Append("</tr>\n");
        }

        page.Append("</table>\n");
    }

    private static void AppendLast(StringBuilder page, List<(TimelineEvent Event, int Count)> events)
    {
        page.Append("<table class=\"last\"><caption>The last events of the whole fleet</caption>\n");
        foreach (var (item, count) in events)
        {
            page.Append($"<tr class=\"{Name(item.Kind)}\"><td>{item.Start:0.00} s<td>{HtmlReport.Text(item.Lane)}");
            page.Append($"<td>{HtmlReport.Text(Shorten($"{item.Text} {item.Outcome}"))}{(count == 1 ? "" : $" (×{count})")}</tr>\n");
        }

        page.Append("</table>\n");
    }

    // The test first, then each station with its components in the order of the document, then the link.
    private static IEnumerable<string> Lanes(TimelineDocument timeline)
    {
        var used = timeline.Events.Select(item => item.Lane).Distinct().ToList();
        return new[] { TimelineEvent.TestLane }.Intersect(used)
            .Concat(timeline.Stations.SelectMany(station =>
                used.Where(lane => lane.StartsWith($"{station.Role} ", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Prepend(station.Role)))
            .Concat(new[] { TimelineEvent.LinkLane }.Intersect(used));
    }

    private static string Title(TimelineDocument timeline, string lane) =>
        timeline.Stations.FirstOrDefault(station => station.Role == lane.Split(' ')[0]) is { } station ? $"{station.Name}, {station.Host}" : lane;

    private static void AppendEvent(StringBuilder page, TimelineEvent item, double length)
    {
        var left = 100 * item.Start / length;
        var width = 100 * ((item.End ?? length) - item.Start) / length;
        var text = Shorten($"{item.Start:0.00} s  {item.Lane}  {item.Text} {item.Outcome}");
        page.Append($"<button class=\"{Name(item.Kind)}\" ");
        page.Append($"style=\"left:{left:0.00}%;width:{width:0.00}%\" ");
        page.Append($"title=\"{HtmlReport.Text(text)}\"></button>");
    }

    private static string Shorten(string text) => text.Length <= MaximumText ? text : $"{text[..MaximumText]} …";

    private static string Name(TimelineEventKind kind) => $"{kind}".ToLowerInvariant();
}
