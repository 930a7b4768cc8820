using System.Globalization;
using System.Text;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Sessions;

/// <summary>Finds the processes of a session by an environment variable. This includes those that were started just before their owner was killed.</summary>
internal static class MarkedProcesses
{
    /// <summary>The running processes of a session. Empty on platforms without /proc, where environments cannot be read.</summary>
    public static IReadOnlyList<ProcessIdentity> Of(string sessionId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        var mark = Encoding.UTF8.GetBytes($"{Session.EnvironmentMark}={sessionId}\0");
        var found = new List<ProcessIdentity>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && ReadEnvironment(directory).AsSpan().IndexOf(mark) >= 0
                && ProcessIdentity.Of(id) is { } process)
            {
                found.Add(process);
            }
        }

        return found;
    }

    private static byte[] ReadEnvironment(string directory)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(directory, "environ"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The process has exited or belongs to another user; neither is of this session.
            return [];
        }
    }
}
