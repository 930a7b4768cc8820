using System.Diagnostics;

namespace Build.Lab.Processes;

/// <summary>How a program is started so that its output reaches its log on every platform and whatever happens to this process.</summary>
internal static class Launcher
{
    // The shell only redirects and is then replaced by the program, under the same process id. Output goes straight to the file: nothing needs
    // draining, and a kept station outlives this process without a broken pipe. SIGINT and SIGHUP stay ignored across exec: Ctrl-C in a terminal
    // reaches the whole process group, and a station must end when the lab says so, with its reason known, not under the lab's feet.
    private const string Script = "trap '' INT HUP; exec \"$@\" >>\"$0\" 2>&1";
    private const string ScriptWithChannel = "trap '' INT HUP; exec \"$@\" 2>>\"$0\"";

    /// <summary>The start information for a command; its standard error is redirected only where no shell writes the log.</summary>
    public static ProcessStartInfo Describe(ProcessCommand command, string log)
    {
        var start = new ProcessStartInfo { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = command.HasChannel, WorkingDirectory = command.WorkingDirectory ?? "" };
        if (OperatingSystem.IsWindows())
        {
            start.FileName = command.Program;
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
        }
        else
        {
            start.FileName = "/bin/sh";
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(command.HasChannel ? ScriptWithChannel : Script);
            start.ArgumentList.Add(log);
            start.ArgumentList.Add(command.Program);
        }

        foreach (var argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
