namespace LoadSharing.Lab.Sessions;

/// <summary>The directory that all labs of this machine share, whichever checkout or user they belong to.</summary>
internal static class MachineDirectory
{
    /// <summary>
    /// Names another directory for the sessions. For the tests of this build: their Cleanup must find what they left and never end a lab that
    /// somebody has kept. Slots stay the machine's, whoever asks.
    /// </summary>
    public const string SessionsVariable = "LOADSHARING_SESSIONS";

    // Fixed on Unix, where TMPDIR may differ from shell to shell and the PTY links stand in /tmp too.
    private static readonly string Root = Path.Combine(OperatingSystem.IsWindows() ? Path.GetTempPath() : "/tmp", "openevse-load-sharing");

    /// <summary>One lock file a slot.</summary>
    public static string Slots => Shared("slots");

    /// <summary>One directory a session.</summary>
    public static string Sessions => Environment.GetEnvironmentVariable(SessionsVariable) is { Length: > 0 } own ? Directory.CreateDirectory(own).FullName : Shared("sessions");

    // Like /tmp itself: everybody may add, only the owner may remove.
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

        const UnixFileMode Everybody = (UnixFileMode)0b1_111_111_111;
        foreach (var directory in new[] { Root, path })
        {
            if (!Directory.Exists(directory))
            {
                Directory.CreateDirectory(directory);
                File.SetUnixFileMode(directory, Everybody);
            }
        }

        return path;
    }
}
