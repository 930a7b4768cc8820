using System.Text;
using Build.Results;

namespace Build.Benchmark;

/// <summary>The report of a benchmark as Markdown, with charts in Mermaid, which GitHub renders.</summary>
internal static class BenchmarkReport
{
    /// <param name="series">The runs on the user's stations, and those on virtual ones if those are different.</param>
    /// <param name="against">The command of <c>--against</c>; null without one.</param>
    /// <param name="relative">The suite's time as a multiple of the reference workload's.</param>
    /// <param name="scale">The cost of the fleet sizes of <c>--scale</c>.</param>
    public static string Render(IReadOnlyList<Series> series, Comparison? against, RelativeTime relative, IReadOnlyList<ScalePoint> scale)
    {
        var page = new StringBuilder();
        foreach (var one in series)
        {
            AppendPhases(page, one);
            AppendStages(page, one.Median);
        }

        page.Append($"The suite takes {relative.Multiple:0.0} times the reference workload, whose times are ");
        page.Append($"{relative.Workload.Minimum:0.00} / {relative.Workload.Median:0.00} / {relative.Workload.Maximum:0.00} s.\n\n");
        if (against is not null)
        {
            page.Append($"Measured alternately with it, `{against.Command}`: ");
            page.Append($"{against.Wall.Minimum:0.00} / {against.Wall.Median:0.00} / {against.Wall.Maximum:0.00} s, ");
            page.Append($"{against.Ratio:0.0} times the suite's median.\n\n");
        }

        if (scale.Count > 0)
        {
            AppendScale(page, scale);
        }

        return page.ToString().TrimEnd('\n');
    }

    private static void AppendPhases(StringBuilder page, Series series)
    {
        page.Append($"IntegrationTests, {series.Tested}: {series.Warm.Count} warm run{(series.Warm.Count == 1 ? "" : "s")} after a cold one, ");
        page.Append($"{Environment.ProcessorCount} cores, seconds.\n");
        page.Append("The cold run has no record of the fleets that the tests need, and not all files are cached. ");
        page.Append($"The phase \"{Phases.Build}\" includes build.sh, which compiles only if sources have changed.\n\n");
        page.Append("| phase | cold | warm: minimum | median | maximum |\n|---|---|---|---|---|\n");
        foreach (var phase in series.Phases)
        {
            page.Append($"| {phase.Phase} | {phase.Cold:0.00} | {phase.Warm.Minimum:0.00} | {phase.Warm.Median:0.00} | {phase.Warm.Maximum:0.00} |\n");
        }

        page.Append($"\n\"{MeasuredRun.Overhead}\" is \"{MeasuredRun.All}\" without test runner and tests.\n\n");
        var phases = series.Median.Phases.Where(phase => phase.Key is not (MeasuredRun.Overhead or MeasuredRun.All)).ToList();
        AppendChart(
            page, $"Phases of a warm run of {series.Median.Wall:0.0} s", isHorizontal: true,
            phases.Select(phase => phase.Key), "s", ("bar", phases.Select(phase => phase.Value)));
    }

    private static void AppendStages(StringBuilder page, MeasuredRun run)
    {
        page.Append("Stages of stations and tests, which run in parallel, in the warm run with the median wall time:\n\n");
        page.Append("| stage | count | median | longest | sum |\n|---|---|---|---|---|\n");
        foreach (var (stage, value) in run.Times.Stages)
        {
            page.Append($"| {stage} | {value.Count} | {value.Median:0.00} | {value.Maximum:0.00} | {value.Total:0.00} |\n");
        }

        page.Append($"\nMemory: lab {run.Resources.LabMegabytes:0} MB, stations {run.Resources.StationMegabytes:0} MB; ");
        page.Append($"processor time of stations {run.Resources.StationProcessorSeconds:0.0} s. Containers are not counted.\n\n");
    }

    private static void AppendScale(StringBuilder page, IReadOnlyList<ScalePoint> scale)
    {
        page.Append("One fleet of N stations, seconds and megabytes. Ready counts from the request for the fleet, with queue and network. ");
        page.Append("Containers are not counted.\n\n");
        page.Append("| N | all ready after | then complete lists after | memory of stations | their processor time |\n|---|---|---|---|---|\n");
        foreach (var point in scale)
        {
            page.Append($"| {point.Stations} | {Seconds(point, point.Ready)} | {Seconds(point, point.Discovery)} | ");
            page.Append($"{point.Resources.StationMegabytes:0} | {point.Resources.StationProcessorSeconds:0.0} |\n");
        }

        page.Append('\n');
        if (ScalePoint.Limit(scale) is { } limit)
        {
            page.Append($"{limit}\n\n");
        }

        foreach (var point in scale.Where(point => point.Error is not null))
        {
            page.Append($"{point.Stations} stations could not be measured: {point.Error}.\n\n");
        }

        AppendScaleCharts(page, [.. scale.Where(point => point.Discovery is not null)]);
    }

    // Of the complete fleets only: a chart has no mark for "never".
    private static void AppendScaleCharts(StringBuilder page, IReadOnlyList<ScalePoint> complete)
    {
        if (complete.Count == 0)
        {
            return;
        }

        var sizes = complete.Select(point => point.Stations.ToString()).ToList();
        AppendChart(
            page, "Seconds by number of stations: ready (bars), complete lists (line)", isHorizontal: false, sizes, "s",
            ("bar", complete.Select(point => point.Ready ?? 0)), ("line", complete.Select(point => (point.Ready + point.Discovery) ?? 0)));
        AppendChart(
            page, "Memory of all stations by their number", isHorizontal: false, sizes, "MB",
            ("bar", complete.Select(point => point.Resources.StationMegabytes)));
        AppendChart(
            page, "Processor time of all stations by their number", isHorizontal: false, sizes, "s",
            ("bar", complete.Select(point => point.Resources.StationProcessorSeconds)));
    }

    private static void AppendChart(
        StringBuilder page,
        string title,
        bool isHorizontal,
        IEnumerable<string> labels,
        string unit,
        params IReadOnlyList<(string Kind, IEnumerable<double> Values)> drawings)
    {
        page.Append($"```mermaid\nxychart-beta{(isHorizontal ? " horizontal" : "")}\n    title \"{title}\"\n");
        page.Append($"    x-axis [{string.Join(", ", labels.Select(label => $"\"{label}\""))}]\n    y-axis \"{unit}\"\n");
        foreach (var (kind, values) in drawings)
        {
            page.Append($"    {kind} [{string.Join(", ", values.Select(value => value.ToString("0.00")))}]\n");
        }

        page.Append("```\n\n");
    }

    private static string Seconds(ScalePoint point, double? time) => time is { } seconds
        ? seconds.ToString("0.00")
        : point.Error is null ? "never" : "?";
}
