using System.Globalization;
using System.Text;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Sessions;

/// <summary>The environment variable that every process of a session has. It finds processes that were started just before their owner was killed.</summary>
/// <param name="SessionId">The session's id.</param>
internal readonly record struct SessionMark(string SessionId)
{
    /// <summary>The running processes with the mark. Empty on platforms without /proc, where environments cannot be read.</summary>
    public IReadOnlyList<ProcessIdentity> Processes()
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        var found = new List<ProcessIdentity>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && IsIn(id) == true
                && ProcessIdentity.Of(id) is { } process)
            {
                found.Add(process);
            }
        }

        return found;
    }

    /// <summary>
    /// Whether a process is running and has the mark; true without /proc. A process of root, such as sudo, is read as root where this process may.
    /// </summary>
    public async Task<bool> IsOnAsync(ProcessIdentity process)
    {
        if (!OperatingSystem.IsLinux())
        {
            return process.IsAlive;
        }

        // The start time is compared last, because the id could be reused while the environment is read.
        return (IsIn(process.Id) ?? await Superuser.Current.HasEnvironmentAsync(process, Text)) && process.IsAlive;
    }

    private string Text => $"{Session.EnvironmentMark}={SessionId}";

    // Null if the environment may not be read.
    private bool? IsIn(int process)
    {
        try
        {
            // The whole variable: a NUL ends each, and an id may be the beginning of another.
            var environment = File.ReadAllBytes($"/proc/{process}/environ").AsSpan();
            var variable = Encoding.UTF8.GetBytes($"\0{Text}\0").AsSpan();
            return environment.StartsWith(variable[1..]) || environment.IndexOf(variable) >= 0;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
        catch (IOException)
        {
            // The process has exited.
            return false;
        }
    }
}
