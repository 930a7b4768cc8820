namespace VirtualStation.Firmware.Storage;

/// <summary>A file that is always whole: the old content or the new, whatever instant the process ends at.</summary>
internal static class AtomicFile
{
    public const string TemporarySuffix = ".tmp";

    /// <summary>Writes beside the file and renames over it.</summary>
    public static void Write(string path, ReadOnlyMemory<byte> content)
    {
        // Not flushed to the disk: a station's files outlive SIGKILL, not their machine.
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + TemporarySuffix;
        File.WriteAllBytes(temporary, content.Span);
        File.Move(temporary, path, overwrite: true);
    }
}
