using System.Globalization;
using System.Text;

namespace Build.Results.Report;

/// <summary>The timeline of a failed test: a lane for each station, with what the test did to it, and the ends of its logs.</summary>
internal static class TimelineView
{
    // More marks than this cannot be told apart; the newest are those before the failure.
    private const int MaximumEvents = 800;
    private const int MaximumText = 600;

    public static void Append(StringBuilder page, FailureDocument failure)
    {
        var length = Math.Max(failure.FailedAt, 0.1);
        page.Append("<section class=\"timeline\">\n<p class=\"filter\">");
        page.Append("<label>Zoom <input class=\"zoom\" type=\"range\" min=\"1\" max=\"40\" value=\"1\"></label> ");
        foreach (var (kind, label) in new[] { ("read", "reads"), ("change", "changes"), ("lab", "lab") })
        {
            page.Append($"<label class=\"{kind}\"><input type=\"checkbox\" value=\"{kind}\" checked>{label}</label> ");
        }

        page.Append("</p>\n<div class=\"scroll\"><div class=\"lanes\">\n");
        foreach (var station in failure.Stations)
        {
            page.Append($"<div class=\"lane\"><span class=\"role\" title=\"{HtmlReport.Text($"{station.Name}, {station.Host}")}\">");
            page.Append($"{HtmlReport.Text(station.Role)}</span><div class=\"track\">");
            foreach (var item in failure.Events.Where(item => item.Role == station.Role).TakeLast(MaximumEvents))
            {
                AppendEvent(page, item, length);
            }

            page.Append("</div></div>\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"<div class=\"axis\"><span>0 s</span><span>lease</span><span>failure, {length:0.00} s</span></div>");
        page.Append("</div></div>\n<output>Choose a mark to read it. The newest are those before the failure.</output>\n");
        foreach (var log in failure.Logs)
        {
            page.Append($"<details><summary>{HtmlReport.Text($"{log.Role}, {log.Component}: the last {log.Lines.Count} lines of the log")}</summary>");
            page.Append($"<pre>{HtmlReport.Text(string.Join('\n', log.Lines))}</pre></details>\n");
        }

        page.Append("</section>\n");
    }

    private static void AppendEvent(StringBuilder page, FleetEvent item, double length)
    {
        var left = 100 * item.Start / length;
        var width = 100 * ((item.End ?? length) - item.Start) / length;
        var text = $"{item.Start.ToString("0.00", CultureInfo.InvariantCulture)} s  {item.Role}  {item.Text} {item.Outcome}";
        text = text.Length <= MaximumText ? text : $"{text[..MaximumText]} …";
        page.Append($"<button class=\"{item.Kind.ToString().ToLowerInvariant()}\" ");
        page.Append(CultureInfo.InvariantCulture, $"style=\"left:{left:0.00}%;width:{width:0.00}%\" ");
        page.Append($"title=\"{HtmlReport.Text(text)}\"></button>");
    }
}
