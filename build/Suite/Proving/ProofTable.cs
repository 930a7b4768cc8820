using System.Globalization;
using System.Text;
using Build.Results;

namespace Build.Suite.Proving;

/// <summary>The verdict as Markdown.</summary>
internal static class ProofTable
{
    /// <summary>Renders it.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="tested">What was tested, in words.</param>
    /// <param name="wall">How long all runs took.</param>
    public static string Render(ProofVerdict verdict, string tested, TimeSpan wall)
    {
        var page = new StringBuilder();
        page.Append("## Proof of the suite\n\n");
        page.Append(
            CultureInfo.InvariantCulture,
            $"{tested}: {verdict.Proofs.Count} defects, {verdict.Survivors.Count} survive; {verdict.Tests.Count} tests; ");
        page.Append(CultureInfo.InvariantCulture, $"without a defect {verdict.Baseline.Counts}. Wall time {wall.TotalSeconds:0} s.\n\n");
        page.Append("| defect | stands for | caught by | s |\n|---|---|---|---|\n");
        foreach (var proof in verdict.Proofs)
        {
            var caught = verdict.CaughtBy(proof);
            var cell = proof.Run.Tests.Count == 0 ? "**no results**"
                : caught.Count == 0 ? "**survives**"
                : string.Join(", ", caught.Select(TestResult.MethodOf).Distinct());
            page.Append(CultureInfo.InvariantCulture, $"| {proof.Defect.Name} | {proof.Defect.StandsFor} | {cell} | {proof.Run.Wall.TotalSeconds:0.0} |\n");
        }

        foreach (var problem in verdict.Problems)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n{problem}\n");
        }

        return page.ToString();
    }
}
