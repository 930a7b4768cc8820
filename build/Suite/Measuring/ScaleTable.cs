using System.Globalization;
using System.Text;

namespace Build.Suite.Measuring;

/// <summary>Cost against the number of stations as Markdown.</summary>
internal static class ScaleTable
{
    /// <summary>Appends table, verdict, troubles and charts.</summary>
    public static void AppendTo(StringBuilder page, IReadOnlyList<ScalePoint> scale)
    {
        page.Append("One fleet of N stations, seconds and megabytes. Ready is from the request for the fleet, with its turn and its network; containers are not counted.\n\n");
        page.Append("| N | all ready after | then each lists each other after | memory of stations | their processor time |\n|---|---|---|---|---|\n");
        foreach (var point in scale)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {point.Stations} | {Seconds(point, point.Ready)} | {Seconds(point, point.Discovery)} | ");
            page.Append(CultureInfo.InvariantCulture, $"{point.Resources.StationMegabytes:0} | {point.Resources.StationProcessorSeconds:0.0} |\n");
        }

        page.Append('\n');
        if (ScaleVerdict.Of(scale) is { } verdict)
        {
            page.Append(CultureInfo.InvariantCulture, $"{verdict}\n\n");
        }

        foreach (var point in scale.Where(point => point.Trouble is not null))
        {
            page.Append(CultureInfo.InvariantCulture, $"{point.Stations} stations could not be measured: {point.Trouble}.\n\n");
        }

        AppendCharts(page, [.. scale.Where(point => point.Discovery is not null)]);
    }

    // Of the fleets that were measured to the end: a chart has no mark for "never".
    private static void AppendCharts(StringBuilder page, IReadOnlyList<ScalePoint> whole)
    {
        if (whole.Count == 0)
        {
            return;
        }

        var sizes = whole.Select(point => point.Stations.ToString(CultureInfo.InvariantCulture)).ToList();
        Chart.Append(
            page, "Seconds against the number of stations: ready (bars), and all rows (line)", isHorizontal: false, sizes, "s",
            ("bar", whole.Select(point => point.Ready ?? 0)), ("line", whole.Select(point => (point.Ready + point.Discovery) ?? 0)));
        Chart.Append(
            page, "Memory of the stations against their number", isHorizontal: false, sizes, "MB", ("bar", whole.Select(point => point.Resources.StationMegabytes)));
        Chart.Append(
            page, "Processor time of the stations against their number", isHorizontal: false, sizes, "s",
            ("bar", whole.Select(point => point.Resources.StationProcessorSeconds)));
    }

    private static string Seconds(ScalePoint point, double? time) => time is { } seconds
        ? seconds.ToString("0.00", CultureInfo.InvariantCulture)
        : point.Trouble is null ? "never" : "?";
}
