using Build.Options;
using LoadSharing.Lab;
using LoadSharing.Lab.Processes;

namespace Build;

/// <summary>
/// A process that outlives this build. If the build dies before it has ended its sessions, the process cleans up after them, except after fleets that
/// <c>--keep</c> kept.
/// </summary>
internal sealed class Supervisor
{
    /// <summary>The file in the directory of logs that gets the output of the clean-up.</summary>
    public const string LogName = "supervisor.log";

    // Only this build writes to the pipe, so its end means that the build is gone. A shell waits for it, because it takes 1 MB and starts within
    // milliseconds; .NET starts only if there is something to clean up. In a session of its own, the shell does not receive the signals of the terminal.
    private const string Script = "trap '' TERM; read -r word || exec \"$@\" >&2";

    private readonly ChildProcess _process;
    private readonly LabTimeouts _timeouts;

    private Supervisor(ChildProcess process, LabTimeouts timeouts) => (_process, _timeouts) = (process, timeouts);

    /// <summary>Starts it; null on Windows, where a killed build's orphans remain until the next run.</summary>
    public static Supervisor? Start(string logs, LabTimeouts timeouts)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        // macOS has no setsid.
        string[] words =
        [
            .. SearchPath.Find("setsid").Take(1), "/bin/sh", "-c", Script, "sh",
            Repository.DotNet, typeof(Supervisor).Assembly.Location, "--target=Cleanup", $"--build={Environment.ProcessId}",
        ];
        var command = new ProcessCommand(words[0], words[1..])
        {
            Environment = new Dictionary<string, string?>(
            [
                .. RuntimeVariables.NoDiagnostics, .. RuntimeVariables.QuickStart,

                // An option can be invalid by then, such as a firmware that is being rebuilt. That must not prevent the clean-up.
                .. OptionTable.All.Where(option => option != OptionTable.TimeoutFactor)
                    .Select(option => KeyValuePair.Create(option.EnvironmentVariable, (string?)null)),
            ]),
            HasChannel = true,
        };
        return new Supervisor(ChildProcess.Start(command, Path.Combine(logs, LogName), timeouts), timeouts);
    }

    /// <summary>Kills what programs have detached, and ends the supervisor: all sessions have ended, or remain on purpose.</summary>
    public async Task EndAsync()
    {
        await DetachedProcesses.KillAsync(_timeouts);
        _process.Send("end");
        await _process.Exited;
    }
}
