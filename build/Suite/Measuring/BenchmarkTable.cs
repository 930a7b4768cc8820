using System.Globalization;
using System.Text;

namespace Build.Suite.Measuring;

/// <summary>The benchmark as Markdown.</summary>
internal static class BenchmarkTable
{
    /// <summary>Renders it.</summary>
    /// <param name="runs">How many runs were measured.</param>
    /// <param name="phases">What came one after another, over all runs.</param>
    /// <param name="stages">What went on side by side, in the run with the median wall time.</param>
    /// <param name="resources">What that run took.</param>
    /// <param name="against">Another command, or null.</param>
    /// <param name="scale">What fleets of some sizes cost.</param>
    public static string Render(
        int runs,
        IReadOnlyDictionary<string, Statistics> phases,
        IReadOnlyDictionary<string, StageTimes> stages,
        Resources resources,
        Comparison? against,
        IReadOnlyList<ScalePoint> scale)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"IntegrationTests, {runs} runs after a warm-up, {Environment.ProcessorCount} cores, seconds:\n\n");
        page.Append("| phase | minimum | median | maximum |\n|---|---|---|---|\n");
        foreach (var (phase, value) in phases)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {phase} | {value.Minimum:0.00} | {value.Median:0.00} | {value.Maximum:0.00} |\n");
        }

        page.Append("\nWhat stations and tests did meanwhile, side by side (the run with the median wall time):\n\n");
        page.Append("| stage | times | median | longest | sum |\n|---|---|---|---|---|\n");
        foreach (var (stage, value) in stages)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {stage} | {value.Count} | {value.Median:0.00} | {value.Maximum:0.00} | {value.Total:0.00} |\n");
        }

        page.Append(
            CultureInfo.InvariantCulture,
            $"\nMemory: lab {resources.LabMegabytes:0} MB, stations {resources.StationMegabytes:0} MB; processor time of stations {resources.StationProcessorSeconds:0.0} s.\n");
        if (against is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"\nIn turn with it, `{against.Command}`: {against.Wall.Minimum:0.00} / {against.Wall.Median:0.00} / {against.Wall.Maximum:0.00} s, ");
            page.Append(CultureInfo.InvariantCulture, $"{against.Ratio:0.0} times the suite's median.\n");
        }

        if (scale.Count > 0)
        {
            AppendScale(page, scale);
        }

        return page.ToString();
    }

    private static void AppendScale(StringBuilder page, IReadOnlyList<ScalePoint> scale)
    {
        page.Append("\nOne fleet of N stations, seconds and megabytes:\n\n");
        page.Append("| N | all ready after | each lists each other after | memory of stations | their processor time |\n|---|---|---|---|---|\n");
        foreach (var point in scale)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {point.Stations} | {Seconds(point.BringUp)} | {Seconds(point.Discovery)} | ");
            page.Append(CultureInfo.InvariantCulture, $"{point.Resources.StationMegabytes:0} | {point.Resources.StationProcessorSeconds:0.0} |\n");
        }

        if (scale.FirstOrDefault(point => point.Discovery is null) is { } lost)
        {
            page.Append(CultureInfo.InvariantCulture, $"\nFrom {lost.Stations} stations on, not every station lists every other one.\n");
        }

        // Mermaid, which GitHub draws in a summary and in a file.
        page.Append("\n```mermaid\nxychart-beta\n    title \"Seconds against the number of stations: ready (bars), and discovered (line)\"\n");
        page.Append(CultureInfo.InvariantCulture, $"    x-axis [{string.Join(", ", scale.Select(point => point.Stations))}]\n    y-axis \"s\"\n");
        page.Append(CultureInfo.InvariantCulture, $"    bar [{string.Join(", ", scale.Select(point => Number(point.BringUp)))}]\n");
        page.Append(CultureInfo.InvariantCulture, $"    line [{string.Join(", ", scale.Select(point => Number(point.BringUp + point.Discovery)))}]\n```\n");
    }

    private static string Seconds(double? time) => time is null ? "never" : Number(time);

    private static string Number(double? time) => (time ?? 0).ToString("0.00", CultureInfo.InvariantCulture);
}
