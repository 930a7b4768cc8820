using System.Text.RegularExpressions;
using Spectre.Console;

namespace Build.Results;

/// <summary>The colour of a line on a terminal: red for failures, yellow for wrong values and skipped tests, grey for requests.</summary>
internal static partial class LineStyle
{
    public static Color Of(string line) =>
        line.StartsWith("FAILED ", StringComparison.Ordinal) || line.StartsWith("failed ", StringComparison.Ordinal) ? Color.Red
        : line.StartsWith("SKIPPED ", StringComparison.Ordinal) || line.TrimStart().StartsWith("! ", StringComparison.Ordinal) ? Color.Yellow
        : Request().IsMatch(line) ? Color.Grey
        : Color.Default;

    /// <summary>Prints a text. Where output is redirected, or with <c>NO_COLOR</c>, it has no colours.</summary>
    public static void Print(IAnsiConsole console, string text)
    {
        // Not as Text, which would break lines that the terminal can break itself.
        var (writer, isColoured) = (console.Profile.Out.Writer, console.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors });
        foreach (var line in text.Split('\n'))
        {
            var color = Of(line);
            writer.WriteLine(color == Color.Default || !isColoured ? line : $"\e[{Code(color)}m{line}\e[0m");
        }
    }

    private static int Code(Color color) => color == Color.Red ? 31 : color == Color.Yellow ? 33 : 90;

    // A line of the timeline: the time since the lease, and the role of a station.
    [GeneratedRegex(@"^ +\d+\.\d\d s  ")]
    private static partial Regex Request();
}
