using System.ComponentModel;
using System.Diagnostics;
using LoadSharing.Lab.Processes;

namespace Build.Prerequisites;

/// <summary>Looks for a program by asking it something short, such as its version.</summary>
internal static class ToolCheck
{
    // A tool that does not say its version in this time hangs, for example on a Docker engine that does not answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Asks; met when the tool ends with 0, with the line it printed that speaks of a version, else the first.</summary>
    public static async Task<Finding> AskAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        Process process;
        try
        {
            process = Process.Start(Launcher.WithPipes(new ProcessCommand(program, arguments))) ?? throw new InvalidOperationException($"{program} was not started.");
        }
        catch (Win32Exception)
        {
            return Finding.Missing($"there is no {program} on PATH");
        }

        using (process)
        {
            process.StandardInput.Close();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Patience);
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(limit.Token);
                var errors = process.StandardError.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return process.ExitCode == 0
                    ? Finding.Met(VersionLine(await output + "\n" + await errors))
                    : Finding.Missing(FirstLine(await errors) is { Length: > 0 } error ? error : $"{program} ended with exit code {process.ExitCode}");
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
                return Finding.Missing($"{program} {string.Join(' ', arguments)} did not answer within {Patience.TotalSeconds:0} s");
            }
        }
    }

    private static string VersionLine(string text) =>
        text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains("version", StringComparison.OrdinalIgnoreCase)) ?? FirstLine(text);

    private static string FirstLine(string text) => text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";
}
