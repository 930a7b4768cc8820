namespace Build.Tests.Support;

/// <summary>The output and exit code of a build.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
internal sealed record BuildResult(int ExitCode, string Output, string Errors)
{
    public IReadOnlyList<string> Lines => [.. Output.Split('\n').Select(line => line.TrimEnd())];

    /// <summary>The last line that is not empty: the counts of a test run.</summary>
    public string LastLine => Lines.Last(line => line.Length > 0);

    /// <summary>Everything, for messages of failed assertions.</summary>
    public override string ToString() => $"exit code {ExitCode}\n--- output\n{Output}\n--- errors\n{Errors}";
}
