using System.Diagnostics;

namespace LoadSharing.Lab.Processes;

/// <summary>Runs a short command to its end.</summary>
internal static class ToolRun
{
    // 128 and the number of SIGHUP, SIGINT.
    private static readonly int[] OfATerminal = [129, 130];

    /// <summary>Runs it; it does not hear of a cancellation, for half of its work would be nobody's.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="input">What it reads from its standard input.</param>
    /// <returns>Null if it ended with 0, else what it said, in one line.</returns>
    public static async Task<string?> TryAsync(ProcessCommand command, string input = "")
    {
        using var process = Process.Start(Launcher.WithPipes(command)) ?? throw new InvalidOperationException($"{command.Program} was not started.");
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var said = await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
        {
            return null;
        }

        // Ctrl-C has hit it before setsid could put it out of a terminal's reach, and so before it has done anything.
        if (OfATerminal.Contains(process.ExitCode))
        {
            return await TryAsync(command, input);
        }

        var lines = said.SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        return lines.Count > 0 ? string.Join(' ', lines) : new ExitStatus(process.ExitCode).ToString();
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static async Task RunAsync(ProcessCommand command, string input = "")
    {
        if (await TryAsync(command, input) is { } said)
        {
            throw new InvalidOperationException($"{command}: {said}");
        }
    }
}
