using System.Diagnostics;
using System.Globalization;
using System.Text;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Browsing;

/// <summary>Runs a browser that is a program.</summary>
internal static class BrowserProcess
{
    /// <summary>Runs it until it ends by itself, or has had its time and is ended.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="patience">Its time.</param>
    /// <param name="timeouts">How long its stop ladder waits.</param>
    /// <param name="cancellation">Ends it, and the wait with an exception.</param>
    /// <returns>What it printed, and whether it ended by itself.</returns>
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0; with what it says of that.</exception>
    public static async Task<(string Output, bool HasEnded)> RunAsync(ProcessCommand command, TimeSpan patience, LabTimeouts timeouts, CancellationToken cancellation)
    {
        using var process = Process.Start(Launcher.WithPipes(command)) ?? throw new InvalidOperationException($"{command} was not started.");
        process.StandardInput.Close();
        var identity = ProcessIdentity.Of(process.Id);
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
            // Not by Process.Kill: behind sudo it is not this process's to end.
            if (identity is not null)
            {
                await ProcessTree.StopAsync(identity, ProcessSignal.Kill, timeouts);
            }
        }
    }
}
