using System.Text.RegularExpressions;

namespace Build.Results;

/// <summary>A line of a test's source.</summary>
/// <param name="File">The path from the repository's root: all tests are in its directory <c>tests</c>.</param>
/// <param name="Line">The number of the line, from 1.</param>
internal sealed partial record SourceLine(string File, int Line)
{
    private const string StartOfMember = "    p"; // public or private
    private const string StartOfBody = "    {";
    private const string EndOfBody = "    }";

    /// <summary>
    /// Whether the line is in the last block of its method. Blank lines separate the preparation of a test, the action and the assertion.
    /// </summary>
    /// <param name="repository">The repository's root.</param>
    /// <returns>True if the source is not there.</returns>
    public bool IsInLastBlock(string repository)
    {
        var path = Path.Combine(repository, File);
        var lines = System.IO.File.Exists(path) ? System.IO.File.ReadAllLines(path) : [];
        var start = lines.Take(Line).LastOrDefault(line => line == StartOfBody || line.StartsWith(StartOfMember, StringComparison.Ordinal));
        return start != StartOfBody || lines.Skip(Line).TakeWhile(line => line != EndOfBody).All(line => line.Length > 0);
    }

    /// <summary>Finds the line of the test itself in the stack trace of its failure; null if there is none.</summary>
    /// <param name="stackTrace">The stack trace.</param>
    /// <param name="testClass">The class of the test, with namespace.</param>
    /// <param name="method">The method of the test.</param>
    public static SourceLine? Find(string stackTrace, string testClass, string method) => Frame().Matches(stackTrace)
        .Where(frame => frame.Groups["method"].Value == $"{testClass}.{method}")
        .Select(frame => new SourceLine(frame.Groups["file"].Value, int.Parse(frame.Groups["line"].Value)))
        .FirstOrDefault();

    public override string ToString() => $"{File}:{Line}";

    [GeneratedRegex(@"^\s*at (?<method>[\w.]+)\(.*\) in .*[/\\](?<file>tests[/\\].+):line (?<line>\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Frame();
}
