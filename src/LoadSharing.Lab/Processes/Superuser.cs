using System.Collections;
using System.Globalization;

namespace LoadSharing.Lab.Processes;

/// <summary>
/// Who does what only root may: this process where it can, else sudo for it. What root does is put into a session of its own (setsid(1)), so that Ctrl-C in
/// a terminal does not reach it, and sudo does not touch the terminal.
/// </summary>
/// <param name="needsSudo">Whether it is sudo.</param>
internal sealed class Superuser(bool needsSudo)
{
    private static readonly IReadOnlyList<string> Sudo = ["sudo", "-n"];

    // sudo(8): it sets these for what it runs.
    private static readonly string[] SetBySudo = ["LOGNAME", "MAIL", "SUDO_COMMAND", "SUDO_GID", "SUDO_UID", "SUDO_USER", "USER"];

    // sudo has a PATH of its own, and the loader takes the others from every program that changes its user (ld.so(8), secure-execution mode).
    private static readonly string[] Lost = ["GLIBC_TUNABLES", "PATH", "TMPDIR"];
    private static readonly string[] LostPrefixes = ["LD_", "MALLOC_"];

    /// <summary>The one of this process.</summary>
    public static Superuser Current { get; } = new(Privileges.NeedsSudo);

    /// <summary>What stands before a command that is run as root.</summary>
    public IReadOnlyList<string> Prefix => needsSudo ? Sudo : [];

    /// <summary>Whether a process is a sudo: it ends with what it runs, and what it is told itself is told twice.</summary>
    public bool IsSudo(ProcessIdentity process) => needsSudo && process.ReadName() == Sudo[0];

    /// <summary>The same command, run as root; the environment is root's where sudo runs it.</summary>
    public ProcessCommand AsRoot(ProcessCommand command) => command with { Program = "setsid", Arguments = [.. Prefix, command.Program, .. command.Arguments] };

    /// <summary>The same command, run behind one that only root may run, such as nsenter: as this user, in its own directory and environment.</summary>
    /// <param name="entry">The command that only root may run; it runs the words that follow it.</param>
    /// <param name="command">The command.</param>
    /// <param name="inherited">Names of variables that it may get besides those it has and those of this process.</param>
    public ProcessCommand AsUser(IReadOnlyList<string> entry, ProcessCommand command, params IReadOnlyList<string> inherited)
    {
        // A program that enters a mount namespace finds itself in its root directory.
        string[] user = ["env", $"--chdir={command.WorkingDirectory ?? Environment.CurrentDirectory}"];

        // What the loader takes is for the program alone: a library in those before it would leave its traces outside.
        var own = command.Environment.Where(variable => IsLost(variable.Key)).ToDictionary();
        command = command with { Environment = command.Environment.Except(own).ToDictionary() };
        if (!needsSudo)
        {
            // Without setsid: it would be the leader of its session, whose terminal the first that it opens becomes, such as its serial line.
            return command with { Program = entry[0], Arguments = [.. entry.Skip(1), .. user, .. Words(own), command.Program, .. command.Arguments] };
        }

        // By name, for a command line is everybody's to read, and in sudo's log.
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value);
        foreach (var (name, value) in command.Environment.Concat(own))
        {
            variables[name] = value;
        }

        var names = variables.Where(variable => variable.Value is not null && IsName(variable.Key)).Select(variable => variable.Key).ToList();
        var told = variables.Where(variable => IsLost(variable.Key)).ToDictionary();
        return command with
        {
            Program = "setsid",
            Arguments =
            [
                .. Sudo, $"--preserve-env={string.Join(',', names.Except(told.Keys).Union(inherited))}", .. entry,
                "setpriv", $"--reuid={UserId.User}", $"--regid={UserId.Group}", "--init-groups",
                .. user, .. SetBySudo.Except(names).SelectMany(name => new[] { "-u", name }), .. Words(told),
                command.Program, .. command.Arguments,
            ],
        };
    }

    /// <summary>Signals processes that are root's; nothing where this process is not to use sudo.</summary>
    public async Task SignalAsync(IReadOnlyList<ProcessIdentity> processes, ProcessSignal signal)
    {
        if (needsSudo && processes.Count > 0)
        {
            // One that has ended just now is what was wanted: kill(1) says so, and nobody need hear it.
            var ids = processes.Select(process => process.Id.ToString(CultureInfo.InvariantCulture));
            await ToolRun.TryAsync(AsRoot(new ProcessCommand("sh", ["-c", "kill \"$@\"", "kill", $"-{((int)signal).ToString(CultureInfo.InvariantCulture)}", .. ids])));
        }
    }

    private static IEnumerable<string> Words(IEnumerable<KeyValuePair<string, string?>> variables) =>
        variables.Where(variable => variable.Value is not null).Select(variable => $"{variable.Key}={variable.Value}");

    private static bool IsLost(string name) => Lost.Contains(name) || Array.Exists(LostPrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    // proc(5): real, effective, saved and file system id.
    private static class UserId
    {
        public static string User { get; } = Effective("Uid:");

        public static string Group { get; } = Effective("Gid:");

        private static string Effective(string field) =>
            File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal)).Split('\t')[2];
    }
}
