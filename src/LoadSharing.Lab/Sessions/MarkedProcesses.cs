using System.Globalization;
using System.Text;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Sessions;

/// <summary>Finds processes by a session's mark in their environment: those that were started in the instant before the build was killed.</summary>
internal static class MarkedProcesses
{
    /// <summary>The processes of a session; none where the platform does not show environments (only Linux does, to the same user).</summary>
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
            // Ended meanwhile, or somebody else's: not ours either way.
            return [];
        }
    }
}
