namespace Build.Results;

/// <summary>Puts text of tests and firmwares into Markdown, where it cannot become markup.</summary>
internal static class Markdown
{
    private const int MinimumFence = 3;

    // The backslash first, because it escapes the others.
    private static readonly string[] Punctuation = ["\\", "`", "*", "[", "|"];

    /// <summary>A code block whose fence is longer than any run of backticks in the text, so that the text cannot close it.</summary>
    public static string Block(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in text)
        {
            run = letter == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', Math.Max(MinimumFence, longest + 1));
        return $"{fence}text\n{text}\n{fence}";
    }

    /// <summary>Text in a paragraph or in a cell of a table, on one line.</summary>
    public static string Inline(string text)
    {
        foreach (var mark in Punctuation)
        {
            text = text.Replace(mark, $"\\{mark}", StringComparison.Ordinal);
        }

        return Html(text).ReplaceLineEndings(" ");
    }

    /// <summary>Text in an HTML element.</summary>
    public static string Html(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
