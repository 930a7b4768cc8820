using Build.Lab.Sessions;

namespace Build.Prerequisites;

/// <summary>Whether labs can keep their state.</summary>
internal static class TemporaryDirectory
{
    /// <summary>Writes a file where sessions and slots are kept, and removes it.</summary>
    public static Finding Check()
    {
        try
        {
            foreach (var directory in new[] { MachineDirectory.Sessions, MachineDirectory.Slots })
            {
                var probe = Path.Combine(directory, Path.GetRandomFileName() + SessionRecord.UnnamedSuffix);
                File.WriteAllText(probe, "");
                File.Delete(probe);
            }

            return Finding.Met(MachineDirectory.Sessions);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Finding.Missing(error.Message);
        }
    }
}
