using System.ComponentModel;
using System.Diagnostics;
using LoadSharing.Lab.Processes;

namespace Build.Prerequisites;

/// <summary>Checks for a program by a short call, such as <c>--version</c>.</summary>
internal static class ToolCheck
{
    // A docker client hangs if its engine does not answer.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>Runs the program. It is met if the exit code is 0; the detail is the output's first line with "version", else its first line.</summary>
    public static async Task<Finding> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        Process process;
        try
        {
            process = Process.Start(Launcher.WithPipes(new ProcessCommand(program, arguments)))
                ?? throw new InvalidOperationException($"{program} was not started.");
        }
        catch (Win32Exception)
        {
            return Finding.Missing($"{program} not found on PATH");
        }

        using (process)
        {
            process.StandardInput.Close();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Timeout);
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(limit.Token);
                var errors = process.StandardError.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return process.ExitCode == 0
                    ? Finding.Met(VersionLine(await output + "\n" + await errors))
                    : Finding.Missing(Lines(await errors).FirstOrDefault() ?? $"{program} exited with exit code {process.ExitCode}");
            }
            catch (OperationCanceledException)
            {
                Kill(process);
                cancellation.ThrowIfCancellationRequested();
                return Finding.Missing($"{program} {string.Join(' ', arguments)} did not exit within {Timeout.TotalSeconds:0} s");
            }
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is AggregateException or Win32Exception)
        {
            // A process of sudo belongs to root. It exits when its pipes are closed.
        }
    }

    private static string VersionLine(string output) =>
        Lines(output).FirstOrDefault(line => line.Contains("version", StringComparison.OrdinalIgnoreCase)) ?? Lines(output).FirstOrDefault() ?? "";

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
