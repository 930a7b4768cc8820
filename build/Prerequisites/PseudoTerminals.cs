namespace Build.Prerequisites;

/// <summary>Whether pseudo-terminals can be had.</summary>
internal static class PseudoTerminals
{
    /// <summary>What hands them out.</summary>
    public const string Multiplexer = "/dev/ptmx";

    /// <summary>Takes one and gives it back: a container may have the device and no file system for it.</summary>
    public static Finding Check(string multiplexer)
    {
        try
        {
            // Shared, or .NET would lock it.
            using var terminal = File.OpenHandle(multiplexer, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return Finding.Met(multiplexer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Finding.Missing(error.Message);
        }
    }
}
