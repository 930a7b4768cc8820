namespace LoadSharing.Lab.Sessions;

/// <summary>The directories that all labs of this machine share, across checkouts and users.</summary>
public static class MachineDirectory
{
    /// <summary>
    /// The environment variable with another directory for sessions. This project's own tests set it, so that their clean-ups affect only their sessions.
    /// Slots always belong to the machine.
    /// </summary>
    public const string SessionsVariable = "LOADSHARING_SESSIONS";

    // Fixed on Unix: TMPDIR may differ between shells, and the pseudo-terminal links are in /tmp too.
    private static readonly string Root = Path.Combine(OperatingSystem.IsWindows() ? Path.GetTempPath() : "/tmp", "openevse-load-sharing");

    /// <summary>The directory with one lock file for each slot.</summary>
    public static string Slots => Shared("slots");

    /// <summary>The directory with one directory for each session.</summary>
    public static string Sessions =>
        Environment.GetEnvironmentVariable(SessionsVariable) is { Length: > 0 } own ? Directory.CreateDirectory(own).FullName : Shared("sessions");

    private static string Shared(string name)
    {
        var path = Path.Combine(Root, name);
        if (Directory.Exists(path))
        {
            return path;
        }

        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(path).FullName;
        }

        // As for /tmp: every user may add files, only their owner may remove them.
        const UnixFileMode StickyAndWritableByAll = (UnixFileMode)0b1_111_111_111;
        foreach (var directory in new[] { Root, path })
        {
            if (!Directory.Exists(directory))
            {
                Directory.CreateDirectory(directory);
                File.SetUnixFileMode(directory, StickyAndWritableByAll);
            }
        }

        return path;
    }
}
