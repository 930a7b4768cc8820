using System.Text.RegularExpressions;
using System.Xml.Linq;
using GroupMonitor;

namespace Build.Results;

/// <summary>
/// Draws the currents of a group as SVG: a band for each station, stacked, so that the upper edge is the sum, and a line for the maximum of the group.
/// </summary>
internal static partial class CurrentsChart
{
    private const double Width = 900;
    private const double Height = 380;
    private const double Left = 48;
    private const double Right = 16;
    private const double Top = 84;
    private const double Bottom = 44;
    private const int LabelLevels = 4;
    private const double LetterWidth = 5.4;
    private const int MostTicks = 9;
    private const string Dark = "#222";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // Okabe and Ito's colours, which readers with a colour vision deficiency can tell apart.
    private static readonly string[] Colours = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"];

    /// <summary>Renders the chart; a document without points has empty axes.</summary>
    public static string Render(CurrentsDocument document)
    {
        var scale = Scale.Of(document);
        var page = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", FormattableString.Invariant($"0 0 {Width} {Height}")),
            new XAttribute("role", "img"),
            new XAttribute("font-family", "system-ui, sans-serif"),
            new XAttribute("font-size", "12"),
            new XElement(Svg + "title", $"Currents of {TestResult.ShortName(document.Test)}"),
            Rectangle(0, 0, Width, Height, "#fff"),
            Axes(scale),
            document.Stations.Select((_, index) => Band(document, index, scale)),
            Budget(document, scale),
            Actions(document, scale),
            Legend(document));
        return $"{page}\n";
    }

    private static IEnumerable<XElement> Axes(Scale scale)
    {
        foreach (var amps in Ticks(scale.Amps))
        {
            yield return Line(Left, scale.Y(amps), Width - Right, scale.Y(amps), "#ddd");
            yield return Text(Left - 6, scale.Y(amps) + 4, Number(amps), "end");
        }

        foreach (var seconds in Ticks(scale.Seconds))
        {
            yield return Line(scale.X(seconds), Height - Bottom, scale.X(seconds), Height - Bottom + 4, Dark);
            yield return Text(scale.X(seconds), Height - Bottom + 18, Number(seconds), "middle");
        }

        yield return Line(Left, Height - Bottom, Width - Right, Height - Bottom, Dark);
        yield return Text(Left - 6, Top - 10, "A", "end");
        yield return Text(Width - Right, Height - 8, "seconds of the firmware's time", "end");
    }

    private static XElement Band(CurrentsDocument document, int station, Scale scale)
    {
        var upper = Steps(document, point => point.Amps.Take(station + 1).Sum(), scale);
        var lower = Steps(document, point => point.Amps.Take(station).Sum(), scale).Reverse();
        return new XElement(
            Svg + "polygon",
            new XAttribute("points", string.Join(' ', upper.Concat(lower))),
            new XAttribute("fill", Colour(station)),
            new XAttribute("fill-opacity", "0.8"));
    }

    private static XElement Budget(CurrentsDocument document, Scale scale) => Dashed(new(
        Svg + "path",
        new XAttribute("d", string.Concat(document.Points.Zip(document.Points.Skip(1)).Where(pair => pair.First.Budget is > 0).Select(pair =>
            FormattableString.Invariant($"M{scale.X(pair.First.Seconds):0.0} {scale.Y(pair.First.Budget!.Value):0.0}H{scale.X(pair.Second.Seconds):0.0}")))),
        new XAttribute("stroke", Dark)));

    private static IEnumerable<XElement> Actions(CurrentsDocument document, Scale scale)
    {
        var ends = new double[LabelLevels];
        foreach (var action in document.Actions.Where(action => action.Kind is not ActionKind.Allocation))
        {
            var (x, label) = (scale.X(action.Seconds), $"{action.Station}: {Label(action)}");
            var width = label.Length * LetterWidth;
            var start = Math.Min(x, Width - width);
            var level = Array.FindIndex(ends, end => end < start);
            yield return Line(x, level < 0 ? Top : Y(level), x, Height - Bottom, "#888");
            if (level >= 0)
            {
                ends[level] = start + width + LetterWidth;
                yield return Text(start + 2, Y(level), label, "start", "10");
            }
        }

        static double Y(int level) => Top - 8 - (level * 12);
    }

    private static IEnumerable<XElement> Legend(CurrentsDocument document)
    {
        var x = Left;
        foreach (var (station, index) in document.Stations.Select((station, index) => (station, index)))
        {
            yield return Rectangle(x, 10, 12, 12, Colour(index));
            yield return Text(x + 17, 20, station, "start");
            x += 30 + (station.Length * 7);
        }

        yield return Dashed(Line(x, 16, x + 22, 16, Dark));
        yield return Text(x + 27, 20, "maximum of the group", "start");
    }

    // A current lasts until the next sample.
    private static IEnumerable<string> Steps(CurrentsDocument document, Func<CurrentsPoint, double> amps, Scale scale) =>
        document.Points.Select((point, index) => (point, next: document.Points.ElementAtOrDefault(index + 1) ?? point)).SelectMany(each => new[]
        {
            FormattableString.Invariant($"{scale.X(each.point.Seconds):0.0},{scale.Y(amps(each.point)):0.0}"),
            FormattableString.Invariant($"{scale.X(each.next.Seconds):0.0},{scale.Y(amps(each.point)):0.0}"),
        });

    private static string Label(TestAction action) => action.Kind switch
    {
        ActionKind.Car when action.Text.Split(' ') is [_, var path, ..] => path[(path.LastIndexOf('/') + 1)..].Replace('_', ' '),
        ActionKind.Peers => action.Text.StartsWith("DELETE", StringComparison.Ordinal) ? "peer removed" : "peer added",
        ActionKind.Lifecycle => action.Text,
        _ when SingleSetting().Match(action.Text) is { Success: true } setting =>
            $"{setting.Groups["name"].Value.Replace('_', ' ')} {setting.Groups["value"].Value}",
        _ => $"{action.Kind}".ToLowerInvariant(),
    };

    [GeneratedRegex("""\{"(loadsharing_)?(?<name>\w+)":"?(?<value>[^",{}]*)"?\}$""")]
    private static partial Regex SingleSetting();

    private static IEnumerable<double> Ticks(double maximum)
    {
        double[] steps = [1, 2, 4, 8, 10, 16, 20, 40, 50, 100, 200, 500, 1000];
        var step = Array.Find(steps, each => maximum / each <= MostTicks) is > 0 and var found ? found : steps[^1];
        return Enumerable.Range(0, (int)(maximum / step) + 1).Select(tick => tick * step);
    }

    private static string Colour(int station) => Colours[station % Colours.Length];

    private static string Number(double number) => number.ToString("0.#");

    private static XElement Dashed(XElement line)
    {
        line.Add(new XAttribute("stroke-width", "2"), new XAttribute("stroke-dasharray", "6 3"));
        return line;
    }

    private static XElement Line(double fromX, double fromY, double toX, double toY, string colour) => new(
        Svg + "line", Coordinate("x1", fromX), Coordinate("y1", fromY), Coordinate("x2", toX), Coordinate("y2", toY), new XAttribute("stroke", colour));

    private static XElement Rectangle(double x, double y, double width, double height, string colour) => new(
        Svg + "rect", Coordinate("x", x), Coordinate("y", y), Coordinate("width", width), Coordinate("height", height), new XAttribute("fill", colour));

    private static XElement Text(double x, double y, string text, string anchor, string size = "12") => new(
        Svg + "text",
        Coordinate("x", x),
        Coordinate("y", y),
        new XAttribute("text-anchor", anchor),
        new XAttribute("font-size", size),
        new XAttribute("fill", Dark),
        text);

    private static XAttribute Coordinate(string name, double value) => new(name, value.ToString("0.#"));

    /// <summary>The coordinates of a time and a current.</summary>
    private sealed record Scale(double Seconds, double Amps)
    {
        public static Scale Of(CurrentsDocument document) => new(
            Math.Max(1, document.Points.Select(point => point.Seconds).DefaultIfEmpty().Max()),
            1.1 * Math.Max(8, document.Points.SelectMany(point => (double[])[point.Amps.Sum(), point.Budget ?? 0]).DefaultIfEmpty().Max()));

        public double X(double seconds) => Left + (seconds / Seconds * (Width - Left - Right));

        public double Y(double amps) => Height - Bottom - (amps / Amps * (Height - Top - Bottom));
    }
}
