namespace LoadSharing.Lab.Processes;

/// <summary>
/// Builds commands that run as root: directly if this process has the capabilities, else through sudo. setsid(1) detaches them from the terminal, so that
/// Ctrl-C does not reach them and sudo does not read from it.
/// </summary>
/// <param name="needsSudo">Whether commands run through sudo.</param>
public sealed class Superuser(bool needsSudo)
{
    private static readonly IReadOnlyList<string> Sudo = ["sudo", "-n"];

    // sudo(8) sets these for its child.
    private static readonly string[] SetBySudo = ["LOGNAME", "MAIL", "SUDO_COMMAND", "SUDO_GID", "SUDO_UID", "SUDO_USER", "USER"];

    // sudo replaces PATH; the loader removes the others from a program that changes its user (ld.so(8), secure-execution mode).
    private static readonly string[] Removed = ["GLIBC_TUNABLES", "PATH", "TMPDIR"];
    private static readonly string[] RemovedPrefixes = ["LD_", "MALLOC_"];

    /// <summary>The instance for this process.</summary>
    public static Superuser Current { get; } = new(Privileges.NeedsSudo);

    /// <summary>The words before a command that runs as root; empty if sudo is not needed.</summary>
    public IReadOnlyList<string> Prefix => needsSudo ? Sudo : [];

    /// <summary>Whether a process is a sudo of this user. It exits with its child and forwards signals to it, so it need not be signalled.</summary>
    internal bool IsSudo(ProcessIdentity process) => needsSudo && process.ReadName() == Sudo[0];

    /// <summary>A command that runs as root. Under sudo it has root's environment.</summary>
    internal ProcessCommand AsRoot(ProcessCommand command) =>
        command with { Program = "setsid", Arguments = [.. Prefix, command.Program, .. command.Arguments] };

    /// <summary>A command that a privileged launcher such as nsenter starts, but that runs as this user, in its working directory and environment.</summary>
    /// <param name="launcher">The launcher, which starts the words that follow it.</param>
    /// <param name="command">The command.</param>
    /// <param name="inherited">Names of further variables to pass through sudo.</param>
    internal ProcessCommand AsUser(IReadOnlyList<string> launcher, ProcessCommand command, params IReadOnlyList<string> inherited)
    {
        // A process that enters a mount namespace starts in the root directory of that namespace.
        string[] env = ["env", $"--chdir={command.WorkingDirectory ?? Environment.CurrentDirectory}"];

        // Loader variables are set for the program only: LD_PRELOAD in a launcher would load the library outside of the namespace too.
        var loaderVariables = command.Environment.Where(variable => IsRemoved(variable.Key)).ToDictionary();
        command = command with { Environment = command.Environment.Except(loaderVariables).ToDictionary() };
        if (!needsSudo)
        {
            // Without setsid: a session leader acquires the first terminal that it opens as its controlling terminal, here its serial line.
            return command with
            {
                Program = launcher[0],
                Arguments = [.. launcher.Skip(1), .. env, .. Assignments(loaderVariables), command.Program, .. command.Arguments],
            };
        }

        // Variables are passed by name, because command lines are visible to all users and logged by sudo.
        var variables = InheritedVariables.For(command.IsForeign);
        foreach (var (name, value) in command.Environment.Concat(loaderVariables))
        {
            variables[name] = value;
        }

        var names = variables.Where(variable => variable.Value is not null && IsValidName(variable.Key)).Select(variable => variable.Key).ToList();
        var removed = variables.Where(variable => IsRemoved(variable.Key)).ToDictionary();
        return command with
        {
            Program = "setsid",
            Arguments =
            [
                .. Sudo, $"--preserve-env={string.Join(',', names.Except(removed.Keys).Union(inherited))}", .. launcher,
                "setpriv", $"--reuid={UserId.User}", $"--regid={UserId.Group}", "--init-groups",
                .. env, .. SetBySudo.Except(names).SelectMany(name => new[] { "-u", name }), .. Assignments(removed),
                command.Program, .. command.Arguments,
            ],
        };
    }

    /// <summary>Signals processes of root. Does nothing if sudo is not needed.</summary>
    internal async Task SignalAsync(IReadOnlyList<ProcessIdentity> processes, int signal)
    {
        if (needsSudo && processes.Count > 0)
        {
            // kill(1) fails for a process that has just exited; that failure is ignored.
            var ids = processes.Select(process => process.Id.ToString());
            await ToolRun.TryAsync(AsRoot(new ProcessCommand("sh", ["-c", "kill \"$@\"", "kill", $"-{signal.ToString()}", .. ids])));
        }
    }

    /// <summary>Whether root finds a variable in the environment of a process that this user may not read. False if sudo is not needed.</summary>
    /// <param name="process">The process.</param>
    /// <param name="variable">The variable in the form <c>NAME=VALUE</c>.</param>
    internal async Task<bool> HasEnvironmentAsync(ProcessIdentity process, string variable) => needsSudo && await ToolRun.TryAsync(AsRoot(
        new ProcessCommand("grep", ["-qszxF", "-e", variable, $"/proc/{process.Id.ToString()}/environ"]))) is null;

    private static IEnumerable<string> Assignments(IEnumerable<KeyValuePair<string, string?>> variables) =>
        variables.Where(variable => variable.Value is not null).Select(variable => $"{variable.Key}={variable.Value}");

    private static bool IsRemoved(string name) =>
        Removed.Contains(name) || Array.Exists(RemovedPrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static bool IsValidName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static class UserId
    {
        public static string User { get; } = Effective("Uid:");

        public static string Group { get; } = Effective("Gid:");

        // proc(5): the columns are the real, effective, saved and file system id.
        private static string Effective(string field) =>
            File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal)).Split('\t')[2];
    }
}
