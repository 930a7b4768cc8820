using LoadSharing.Lab;
using LoadSharing.Lab.Sessions;

namespace Build.Prerequisites;

/// <summary>Checks of devices and directories.</summary>
internal static class FileChecks
{
    public const string PtyMultiplexer = "/dev/ptmx";

    /// <summary>Opens a pseudo-terminal and closes it: a container may have the device without a devpts file system.</summary>
    public static Finding PseudoTerminal(string multiplexer) => Check(() =>
    {
        // Shared, because .NET locks a file that it opens without sharing.
        using var terminal = File.OpenHandle(multiplexer, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        return multiplexer;
    });

    /// <summary>Checks that labs can write their state.</summary>
    public static Finding SessionsDirectory() => WritableDirectory(() => LoadSharing.Lab.Sessions.SessionsDirectory.Current);

    /// <summary>Creates a file in the directory and deletes it.</summary>
    /// <param name="create">Creates the directory where necessary, and returns its path.</param>
    public static Finding WritableDirectory(Func<string> create) => Check(() =>
    {
        var directory = create();
        var probe = Path.Combine(directory, Path.GetRandomFileName() + SessionRecord.UnnamedSuffix);
        File.WriteAllText(probe, "");
        File.Delete(probe);
        return directory;
    });

    private static Finding Check(Func<string> check)
    {
        try
        {
            return Finding.Met(check());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or LabException)
        {
            return Finding.Missing(error.Message);
        }
    }
}
