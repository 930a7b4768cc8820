using System.Globalization;
using System.Text;

namespace Build.Suite.Measuring;

/// <summary>A chart in Mermaid, which GitHub draws in a summary and in a file.</summary>
internal static class Chart
{
    /// <summary>Appends one, and a blank line.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="title">Its title.</param>
    /// <param name="isHorizontal">Whether bars lie: long labels then have room.</param>
    /// <param name="labels">What stands at each place.</param>
    /// <param name="unit">The unit of all values.</param>
    /// <param name="drawings">Bars or a line, and a value for each place.</param>
    public static void Append(
        StringBuilder page, string title, bool isHorizontal, IEnumerable<string> labels, string unit, params IReadOnlyList<(string Kind, IEnumerable<double> Values)> drawings)
    {
        page.Append(CultureInfo.InvariantCulture, $"```mermaid\nxychart-beta{(isHorizontal ? " horizontal" : "")}\n    title \"{title}\"\n");
        page.Append(CultureInfo.InvariantCulture, $"    x-axis [{string.Join(", ", labels.Select(label => $"\"{label}\""))}]\n    y-axis \"{unit}\"\n");
        foreach (var (kind, values) in drawings)
        {
            page.Append(CultureInfo.InvariantCulture, $"    {kind} [{string.Join(", ", values.Select(value => value.ToString("0.00", CultureInfo.InvariantCulture)))}]\n");
        }

        page.Append("```\n\n");
    }
}
