namespace LoadSharing.MSTest.Fixture;

/// <summary>Turns what is wrong into one failure whose first line says the first of it: that line is all that a summary shows.</summary>
internal static class Verdict
{
    private const int MostOthers = 11;

    /// <param name="subject">What was looked at.</param>
    /// <param name="evidence">Requests and answers, or a table, below the problems; null where each problem brings its own.</param>
    /// <exception cref="AssertFailedException">There is at least one problem.</exception>
    public static void NothingWrong(string subject, IEnumerable<string> problems, string? evidence = null)
    {
        if (Text(problems) is { } text)
        {
            throw new AssertFailedException($"{subject}: {text}{(evidence is null ? "" : Environment.NewLine)}{evidence}");
        }
    }

    /// <summary>The first problem and, below it, the others, or how many more there are; null when there is none.</summary>
    public static string? Text(IEnumerable<string> problems) => problems.ToList() switch
    {
        [] => null,
        [var first, .. var others] => string.Join(Environment.NewLine, [first, .. others.Take(MostOthers).Select(problem => $"- {problem}"), .. More(others.Count - MostOthers)]),
    };

    private static IEnumerable<string> More(int count) => count > 0 ? [$"- and {count} more"] : [];
}
