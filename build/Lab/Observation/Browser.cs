using System.Diagnostics;
using System.Globalization;
using System.Text;
using Build.Lab.Processes;

namespace Build.Lab.Observation;

/// <summary>Runs a browser that is a program.</summary>
internal static class Browser
{
    /// <summary>Runs it until it ends by itself, or has had its time and is ended.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="patience">Its time.</param>
    /// <param name="cancellation">Ends it, and the wait with an exception.</param>
    /// <returns>What it printed, and whether it ended by itself.</returns>
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0; with what it says of that.</exception>
    public static async Task<(string Output, bool HasEnded)> RunAsync(ProcessCommand command, TimeSpan patience, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command} was not started.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        var output = new StringBuilder();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                output.Append(line).Append('\n');
            }

            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? (output.ToString(), true)
                : throw new InvalidOperationException($"{command} ended with exit code {process.ExitCode.ToString(CultureInfo.InvariantCulture)}: {(await errors).Trim()}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (output.ToString(), false);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
