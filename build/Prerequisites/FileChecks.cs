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
    /// <param name="needsPtyLinks">Whether the directory of the PTY links must be writable too.</param>
    public static Finding LabDirectories(bool needsPtyLinks) =>
        WritableDirectories(() => [MachineDirectory.Sessions, MachineDirectory.Slots, .. needsPtyLinks ? [PtyLinks.Directory] : Array.Empty<string>()]);

    /// <summary>Creates a file in each directory and deletes it.</summary>
    /// <param name="create">Creates the directories where necessary, and returns their paths.</param>
    public static Finding WritableDirectories(Func<IReadOnlyList<string>> create) => Check(() =>
    {
        var directories = create();
        foreach (var directory in directories)
        {
            var probe = Path.Combine(directory, Path.GetRandomFileName() + SessionRecord.UnnamedSuffix);
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }

        return string.Join(", ", directories);
    });

    private static Finding Check(Func<string> check)
    {
        try
        {
            return Finding.Met(check());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Finding.Missing(error.Message);
        }
    }
}
