using System.Text;

namespace Build.Drift;

/// <summary>The comparison of a firmware with the known generations, for the console and for drift.md.</summary>
/// <param name="document">The values that the firmware has.</param>
/// <param name="tested">The description of the stations.</param>
/// <param name="required">The generation of <c>--contract</c>; null to accept any known one.</param>
internal sealed class DriftReport(DriftDocument document, string tested, ApiGeneration? required)
{
    public const string FileName = "drift.md";

    private const string Holds = "holds";
    private const string Differs = "differs";
    private const string NotThere = "not there";
    private const string KnownDefect = "known defect";

    private readonly ApiGeneration _nearest = required ?? document.Nearest();

    /// <summary>Why the firmware does not match, as sentences; null if it does.</summary>
    public string? Problem => Open.Count == 0
        ? null
        : $"{(required is null ? "This firmware has no known API generation. The nearest is" : "--contract:")} {_nearest}, "
        + $"and {Count(Open.Count)} not as there: {string.Join(", ", Open.Select(line => line.Name))}.";

    /// <summary>The lines that do not hold, and the verdict.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            foreach (var line in document.Lines.Where(line => State(line) != Holds))
            {
                text.Append($"{State(line),-12}  {line.Name}\n    {_nearest}: {Expected(line, _nearest)}\n    firmware: {Observation(line)}\n");
            }

            return text.Append($"Tested: {tested}\n{Verdict}").ToString();
        }
    }

    /// <summary>A page with all lines.</summary>
    public string Markdown
    {
        get
        {
            var page = new StringBuilder();
            var generations = ApiGeneration.All;
            page.Append($"## Drift: {Cell(Verdict)}\n\nTested: {Cell(tested)}. The state compares with {_nearest}.\n\n");
            page.Append($"| line | state | firmware | {string.Join(" | ", generations)} |\n|---|---|---|{string.Concat(generations.Select(_ => "---|"))}\n");
            foreach (var line in document.Lines)
            {
                // A value that several generations share is not repeated.
                var values = generations.Select(generation => line.Holds(generation) && !line.IsLimit ? "as observed" : Cell(Expected(line, generation)));
                page.Append($"| `{line.Name}` | {State(line)} | {Cell(Observation(line))} | {string.Join(" | ", values)} |\n");
            }

            return page.ToString();

            static string Cell(string text) => Results.Markdown.Inline(text);
        }
    }

    private List<DriftLine> Open => [.. document.Lines.Where(line => State(line) is Differs or NotThere)];

    private string Verdict
    {
        get
        {
            var defects = document.Lines.Count(line => State(line) == KnownDefect);
            return Problem ?? $"The firmware matches {_nearest}: {document.Lines.Count - defects} of {document.Lines.Count} lines hold"
                + $"{(defects == 0 ? "" : $", {defects} by a known defect not")}.";
        }
    }

    private string State(DriftLine line) =>
        line.Holds(_nearest) ? Holds : line.KnownDefect is not null ? KnownDefect : line.Observed is null ? NotThere : Differs;

    private static string Expected(DriftLine line, ApiGeneration generation) => $"{(line.IsLimit ? "at most " : "")}{line.Expected[generation.Name]}";

    private static string Observation(DriftLine line) =>
        line.Observed ?? (line.KnownDefect is null ? $"{line.Reason}" : $"{line.KnownDefect} {line.Reason}");

    private static string Count(int lines) => lines == 1 ? "1 line is" : $"{lines} lines are";
}
