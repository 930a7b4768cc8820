using System.Diagnostics;
using Compat.Tests.Sample;

namespace Compat.Tests;

/// <summary>A finished run of the sample host, which is this assembly started as a program.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Events">The events that it logged, in order.</param>
/// <param name="Output">Standard output and standard error.</param>
internal sealed record SampleRun(int ExitCode, IReadOnlyList<string> Events, string Output)
{
    public IEnumerable<string> TaskEvents => WithPrefix(Events, EventLog.TaskPrefix);

    public static Task<SampleRun> StartAsync(CancellationToken cancellationToken, params string[] arguments)
        => StartAsync(new Dictionary<string, string>(), cancellationToken, arguments);

    public static async Task<SampleRun> StartAsync(
        IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SampleRun).Assembly.Location, .. arguments])
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

        var events = WithPrefix((await output).Split('\n'), EventLog.Prefix).Select(line => line.TrimEnd());
        return new SampleRun(process.ExitCode, [.. events], await output + await errors);
    }

    private static IEnumerable<string> WithPrefix(IEnumerable<string> lines, string prefix)
        => lines.Where(line => line.StartsWith(prefix, StringComparison.Ordinal)).Select(line => line[prefix.Length..]);
}
