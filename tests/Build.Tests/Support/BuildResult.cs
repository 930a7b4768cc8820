namespace Build.Tests.Support;

/// <summary>How a run of the build ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed to standard output.</param>
/// <param name="Errors">What it printed to standard error.</param>
internal sealed record BuildResult(int ExitCode, string Output, string Errors)
{
    public IReadOnlyList<string> Lines => [.. Output.Split('\n').Select(line => line.TrimEnd())];

    /// <summary>All of it, for messages of failed assertions.</summary>
    public override string ToString() => $"exit code {ExitCode}\n--- output\n{Output}\n--- errors\n{Errors}";
}
