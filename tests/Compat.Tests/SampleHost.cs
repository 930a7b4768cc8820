using System.Diagnostics;

namespace Compat.Tests;

/// <summary>Runs this assembly as the program it is, and tells how that ended.</summary>
/// <param name="ExitCode">The program's exit code.</param>
/// <param name="Journal">What it noted, in order.</param>
/// <param name="Output">All it printed.</param>
internal sealed record SampleHost(int ExitCode, IReadOnlyList<string> Journal, string Output)
{
    /// <summary>Gets what its tasks noted, in order.</summary>
    public IEnumerable<string> Work => Journal.Where(entry => entry.StartsWith(Sample.Journal.WorkMark, StringComparison.Ordinal))
        .Select(entry => entry[Sample.Journal.WorkMark.Length..]);

    public static Task<SampleHost> RunAsync(CancellationToken cancellationToken, params string[] arguments)
        => RunAsync(new Dictionary<string, string>(), cancellationToken, arguments);

    public static async Task<SampleHost> RunAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SampleHost).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var text = await output;
        var journal = text.Split('\n').Where(line => line.StartsWith(Sample.Journal.Mark, StringComparison.Ordinal))
            .Select(line => line[Sample.Journal.Mark.Length..].TrimEnd());
        return new SampleHost(process.ExitCode, [.. journal], text + await errors);
    }
}
