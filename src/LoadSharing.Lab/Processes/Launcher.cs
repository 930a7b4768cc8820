using System.Diagnostics;

namespace LoadSharing.Lab.Processes;

/// <summary>Converts commands to <see cref="ProcessStartInfo"/>.</summary>
public static class Launcher
{
    // The shell redirects the output, ignores two signals and replaces itself by the program under the same process id. The program writes to the file
    // itself, so a kept station outlives this process. Ctrl-C sends SIGINT to the whole process group; exec preserves that it is ignored, so that only the
    // lab stops a station. It enters the control group first, so that no process of the program is ever outside of it.
    private const string Script = "trap '' INT HUP; echo 0 >\"$1\"; shift; exec \"$@\" >>\"$0\" 2>&1";
    private const string ScriptWithChannel = "trap '' INT HUP; echo 0 >\"$1\"; shift; exec \"$@\" 2>>\"$0\"";
    private const string NoGroup = "/dev/null";

    // The kernel divides the processor among sessions first (autogroup in sched(7)): a niceness counts within its session only, and a session has its own.
    // Of users without CAP_SYS_ADMIN the kernel takes ten of these a second, all sessions together.
    private const string SetSessionNiceness =
        "tries=30; while [ -w /proc/self/autogroup ] && ! echo \"$0\" >/proc/self/autogroup && [ $((tries -= 1)) -gt 0 ]; do sleep 0.1; done 2>/dev/null; "
        + "exec \"$@\"";

    private const string SetTimerSlack = "{ echo \"$0\" >/proc/self/timerslack_ns; } 2>/dev/null; exec \"$@\"";

    // Ctrl-C does not reach another session, which socat obeys even if SIGINT is ignored.
    private static readonly string[] NewSession = OperatingSystem.IsLinux() ? ["setsid"] : [];

    /// <summary>
    /// Starts the command with its output redirected to a log file. On Windows, standard output and error are pipes and the caller writes the log.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="log">The path of the log file.</param>
    /// <param name="group">The control group that the process enters; null for that of this process.</param>
    internal static ProcessStartInfo WithLog(ProcessCommand command, string log, ControlGroup? group = null)
    {
        if (OperatingSystem.IsWindows())
        {
            return WithPipes(command);
        }

        var script = command.HasChannel ? ScriptWithChannel : Script;
        var shell = command with
        {
            Program = "/bin/sh",
            Arguments =
            [
                "-c", script, log, group?.Entrance ?? NoGroup,
                .. Priority(command.Niceness), .. Slack(command.TimerSlack), command.Program, .. command.Arguments,
            ],
        };
        var start = WithPipes(shell);
        start.RedirectStandardOutput = command.HasChannel;
        start.RedirectStandardError = false;
        return start;
    }

    /// <summary>Starts the command with standard input, output and error as pipes.</summary>
    public static ProcessStartInfo WithPipes(ProcessCommand command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        start.Environment.Clear();
        foreach (var (name, value) in InheritedVariables.For(command.IsForeign).Concat(command.Environment))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static string[] Priority(int? niceness) => niceness switch
    {
        null => [],
        0 => NewSession,
        { } value => [.. NewSession, "nice", "-n", value.ToString(), "sh", "-c", SetSessionNiceness, value.ToString()],
    };

    private static string[] Slack(TimeSpan? slack) => slack is { TotalNanoseconds: var nanoseconds } && OperatingSystem.IsLinux()
        ? ["sh", "-c", SetTimerSlack, nanoseconds.ToString("0")]
        : [];
}
