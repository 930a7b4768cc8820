using System.Globalization;
using System.Text;

namespace Build.Suite;

/// <summary>The benchmark as Markdown.</summary>
internal static class BenchmarkTable
{
    /// <summary>Renders it.</summary>
    /// <param name="runs">How many runs were measured.</param>
    /// <param name="phases">What came one after another, over all runs.</param>
    /// <param name="stages">What went on side by side, in the run with the median wall time.</param>
    public static string Render(int runs, IReadOnlyDictionary<string, Statistics> phases, IReadOnlyDictionary<string, StageTimes> stages)
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

        return page.ToString();
    }
}
