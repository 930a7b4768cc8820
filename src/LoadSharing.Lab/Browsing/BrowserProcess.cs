using System.Diagnostics;
using System.Text;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Browsing;

/// <summary>Runs a browser that is a program.</summary>
internal static class BrowserProcess
{
    /// <summary>Runs a browser until it exits, or kills it after the timeout.</summary>
    /// <returns>Its output so far, and whether it exited by itself.</returns>
    /// <exception cref="LabException">Its exit code was not 0.</exception>
    public static async Task<(string Output, bool HasExited)> RunAsync(
        ProcessCommand command, TimeSpan timeout, LabTimeouts timeouts, CancellationToken cancellation)
    {
        using var process = Process.Start(Launcher.WithPipes(command))!;
        process.StandardInput.Close();
        var identity = ProcessIdentity.Of(process.Id);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
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
                : throw new LabException($"{command} exited with {new ExitStatus(process.ExitCode)}: {(await errors).Trim()}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (output.ToString(), false);
        }
        finally
        {
            // Process.Kill may not signal a process behind sudo.
            if (identity is not null)
            {
                await ProcessTree.StopAsync(identity, ProcessSignal.Kill, timeouts);
            }
        }
    }
}
