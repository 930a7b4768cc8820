using System.Globalization;
using System.Text;

namespace Build.Suite.Measuring;

/// <summary>The benchmark as Markdown.</summary>
internal static class BenchmarkTable
{
    /// <summary>Renders it.</summary>
    /// <param name="series">The runs of the suite: on the stations that the user wants, and on virtual ones if those are others.</param>
    /// <param name="against">Another command, or null.</param>
    /// <param name="scale">What fleets of some sizes cost.</param>
    public static string Render(IReadOnlyList<Series> series, Comparison? against, IReadOnlyList<ScalePoint> scale)
    {
        var page = new StringBuilder();
        foreach (var one in series)
        {
            AppendPhases(page, one);
            AppendStages(page, one.Median);
        }

        if (against is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"In turn with it, `{against.Command}`: {against.Wall.Minimum:0.00} / {against.Wall.Median:0.00} / {against.Wall.Maximum:0.00} s, ");
            page.Append(CultureInfo.InvariantCulture, $"{against.Ratio:0.0} times the suite's median.\n\n");
        }

        if (scale.Count > 0)
        {
            ScaleTable.AppendTo(page, scale);
        }

        return page.ToString().TrimEnd('\n');
    }

    private static void AppendPhases(StringBuilder page, Series series)
    {
        page.Append(CultureInfo.InvariantCulture, $"IntegrationTests, {series.Tested}: {series.Warm.Count} warm run{(series.Warm.Count == 1 ? "" : "s")} after a cold one, {Environment.ProcessorCount} cores, seconds.\n");
        page.Append("The cold run is the first: no earlier run has told which fleets the tests need, and not all files are in memory. ");
        page.Append(CultureInfo.InvariantCulture, $"What build.sh builds is in {Phases.BuildUp}: nothing, unless sources have changed since.\n\n");
        page.Append("| phase | cold | warm: minimum | median | maximum |\n|---|---|---|---|---|\n");
        foreach (var phase in series.Phases)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {phase.Phase} | {phase.Cold:0.00} | {phase.Warm.Minimum:0.00} | {phase.Warm.Median:0.00} | {phase.Warm.Maximum:0.00} |\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"\n{MeasuredRun.Overhead} is all but the test run: {MeasuredRun.All} without test runner and tests.\n\n");
        var phases = series.Median.Phases.Where(phase => phase.Key is not (MeasuredRun.Overhead or MeasuredRun.All)).ToList();
        Chart.Append(
            page, $"Where {series.Median.Wall.ToString("0.0", CultureInfo.InvariantCulture)} s of a warm run go", isHorizontal: true,
            phases.Select(phase => phase.Key), "s", ("bar", phases.Select(phase => phase.Value)));
    }

    private static void AppendStages(StringBuilder page, MeasuredRun run)
    {
        page.Append("What stations and tests did meanwhile, side by side (the warm run with the median wall time):\n\n");
        page.Append("| stage | times | median | longest | sum |\n|---|---|---|---|---|\n");
        foreach (var (stage, value) in run.Times.Stages)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {stage} | {value.Count} | {value.Median:0.00} | {value.Maximum:0.00} | {value.Total:0.00} |\n");
        }

        page.Append(
            CultureInfo.InvariantCulture,
            $"\nMemory: lab {run.Resources.LabMegabytes:0} MB, stations {run.Resources.StationMegabytes:0} MB; processor time of stations {run.Resources.StationProcessorSeconds:0.0} s. Containers are not counted.\n\n");
    }
}
