using LoadSharing.Lab.Sessions;

namespace Build.Prerequisites;

/// <summary>Whether labs can keep their state.</summary>
internal static class TemporaryDirectory
{
    /// <summary>Writes where sessions and slots are kept.</summary>
    /// <param name="needPtyLinks">Whether the place of the PTY links must be writable too.</param>
    public static Finding Check(bool needPtyLinks) =>
        Check(() => [MachineDirectory.Sessions, MachineDirectory.Slots, .. needPtyLinks ? [PtyLinks.Directory] : Array.Empty<string>()]);

    /// <summary>Writes a file into each of some directories, and removes it.</summary>
    public static Finding Check(Func<IReadOnlyList<string>> make)
    {
        try
        {
            var directories = make();
            foreach (var directory in directories)
            {
                var probe = Path.Combine(directory, Path.GetRandomFileName() + SessionRecord.UnnamedSuffix);
                File.WriteAllText(probe, "");
                File.Delete(probe);
            }

            return Finding.Met(string.Join(", ", directories));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Finding.Missing(error.Message);
        }
    }
}
