using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Build.Results;

namespace Build.Compare;

/// <summary>The report of a comparison as Markdown and as JSON.</summary>
internal static class CompareReport
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Render(BuildComparison comparison)
    {
        var (left, right) = (comparison.Base, comparison.Head);
        var page = new StringBuilder();
        page.Append($"## Comparison: {comparison.Verdict}\n\n");
        page.Append("| | base | head | head / base |\n|---|---|---|---|\n");
        page.Append($"| tested | {Markdown.Inline(left.Tested)} | {Markdown.Inline(right.Tested)} | |\n");
        page.Append($"| results, last round | {left.Rounds[^1].Run.Counts} | {right.Rounds[^1].Run.Counts} | |\n");
        foreach (var one in (Measurement[])[comparison.Time, comparison.Memory])
        {
            var ratio = one.Ratio is { } known ? $"{known}, {(one.IsDifferent ? "different" : "no difference")}" : "";
            page.Append($"| {one.Name}, median | {Value(one.Base, one.Unit)} | {Value(one.Head, one.Unit)} | {ratio} |\n");
        }

        page.Append($"\nRounds of each build: {left.Rounds.Count}. Time and memory are called different from {Measurement.MinimumRounds} rounds on, ");
        page.Append($"if every round of one build is more than {Measurement.Share:P0} above every round of the other.\n");
        Append(page, "Newly failing", comparison.NewlyFailing);
        Append(page, "Newly passing", comparison.NewlyPassing);
        Append(page, "Otherwise changed", comparison.OtherwiseChanged);
        Append(page, "Unstable: the outcome differs between rounds of the same build", comparison.Unstable);
        return ControlCharacters.Escape(page.ToString());
    }

    public static string RenderJson(BuildComparison comparison) => JsonSerializer.Serialize(
        new
        {
            comparison.Verdict,
            Base = comparison.Base.Tested,
            Head = comparison.Head.Tested,
            comparison.Time,
            comparison.Memory,
            comparison.NewlyFailing,
            comparison.NewlyPassing,
            comparison.OtherwiseChanged,
            comparison.Unstable,
        },
        Format);

    private static void Append(StringBuilder page, string title, IReadOnlyList<ComparedTest> tests)
    {
        if (tests.Count == 0)
        {
            return;
        }

        page.Append($"\n### {title}\n\n| test | base | head | reason |\n|---|---|---|---|\n");
        foreach (var test in tests)
        {
            page.Append($"| {Markdown.Inline(test.Name)} | {Outcomes(test.Base)} | {Outcomes(test.Head)} | {Markdown.Inline(test.Reason)} |\n");
        }
    }

    private static string Outcomes(IReadOnlyList<TestOutcome?> rounds)
    {
        var counts = rounds.GroupBy(outcome => outcome?.ToString() ?? "not run").ToList();
        return counts is [var only] ? only.Key : string.Join(", ", counts.Select(outcome => $"{outcome.Count()} × {outcome.Key}"));
    }

    private static string Value(Statistics values, string unit) => $"{values.Median:0.0} {unit} ({values.Minimum:0.0} to {values.Maximum:0.0})";
}
