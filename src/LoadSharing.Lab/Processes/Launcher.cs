using System.Diagnostics;

namespace LoadSharing.Lab.Processes;

/// <summary>How a program is started.</summary>
internal static class Launcher
{
    // The shell only redirects and is then replaced by the program, under the same process id. Output goes straight to the file: nothing needs
    // draining, and a kept station outlives this process without a broken pipe. SIGINT and SIGHUP stay ignored across exec: Ctrl-C in a terminal
    // reaches the whole process group, and a station must end when the lab says so, with its reason known, not under the lab's feet.
    private const string Script = "trap '' INT HUP; exec \"$@\" >>\"$0\" 2>&1";
    private const string ScriptWithChannel = "trap '' INT HUP; exec \"$@\" 2>>\"$0\"";

    /// <summary>
    /// One whose output reaches its log on every platform and whatever happens to this process; its standard error is redirected only where no shell writes
    /// the log.
    /// </summary>
    public static ProcessStartInfo WithLog(ProcessCommand command, string log)
    {
        if (OperatingSystem.IsWindows())
        {
            return WithPipes(command);
        }

        var shell = command with { Program = "/bin/sh", Arguments = ["-c", command.HasChannel ? ScriptWithChannel : Script, log, command.Program, .. command.Arguments] };
        var start = WithPipes(shell);
        start.RedirectStandardOutput = command.HasChannel;
        start.RedirectStandardError = false;
        return start;
    }

    /// <summary>One whose input, output and errors are this process's to write and read.</summary>
    public static ProcessStartInfo WithPipes(ProcessCommand command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
