using System.Diagnostics;

namespace LoadSharing.Lab.Processes;

/// <summary>Runs short commands to completion.</summary>
internal static class ToolRun
{
    // 128 plus the number of SIGHUP and SIGINT.
    private static readonly int[] TerminalSignals = [129, 130];

    /// <summary>Runs a command. It cannot be cancelled, because a command that is half done leaves a network that the lab does not know.</summary>
    /// <param name="command">The command.</param>
    /// <param name="input">Its standard input.</param>
    /// <returns>Null if the exit code was 0, else the output in one line, or the exit status if there was no output.</returns>
    public static async Task<string?> TryAsync(ProcessCommand command, string input = "")
    {
        using var process = Process.Start(Launcher.WithPipes(command))!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var outputs = await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
        {
            return null;
        }

        // Ctrl-C reached the command before setsid had detached it from the terminal, hence before it had any effect.
        if (TerminalSignals.Contains(process.ExitCode))
        {
            return await TryAsync(command, input);
        }

        var lines = outputs.SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        return lines.Count > 0 ? string.Join(' ', lines) : new ExitStatus(process.ExitCode).ToString();
    }

    /// <summary>Runs a command.</summary>
    /// <exception cref="LabException">The exit code was not 0.</exception>
    public static async Task RunAsync(ProcessCommand command, string input = "")
    {
        if (await TryAsync(command, input) is { } error)
        {
            throw new LabException($"{command}: {error}");
        }
    }
}
