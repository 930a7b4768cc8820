using System.Collections.Concurrent;

namespace LoadSharing.Lab.Sessions;

/// <summary>The machine-wide lock files of slots. The kernel releases an advisory lock when its process exits, even by SIGKILL.</summary>
internal static class SlotLock
{
    // Opening a file that this process has locked costs two exceptions. Labs in one process, as in a mutation test, would pay them for every slot of the
    // others.
    private static readonly ConcurrentDictionary<string, bool> Own = new();

    /// <summary>Locks a slot.</summary>
    /// <returns>The locked slot; null if a lab holds it.</returns>
    public static SlotLease? TryTake(Slot slot) => TryTake(slot, MachineDirectory.Slots);

    /// <summary>Locks a slot whose lock file is in the given directory.</summary>
    public static SlotLease? TryTake(Slot slot, string directory)
    {
        var path = Path.Combine(directory, $"{slot.Number.ToString()}.lock");
        if (!Own.TryAdd(path, true))
        {
            return null;
        }

        var file = TryOpen(path);
        if (file is null)
        {
            Own.TryRemove(path, out _);
        }

        return file is null ? null : new SlotLease(slot, file, () => Own.TryRemove(path, out _));
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            // With fs.protected_regular, Linux refuses O_CREAT on another user's file in a sticky directory: an existing file is opened without it.
            var isNew = !File.Exists(path);
            var file = new FileStream(path, isNew ? FileMode.OpenOrCreate : FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            if (isNew && !OperatingSystem.IsWindows())
            {
                const UnixFileMode ReadableAndWritableByAll = (UnixFileMode)0b110_110_110;
                File.SetUnixFileMode(file.SafeFileHandle, ReadableAndWritableByAll);
            }

            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // IOException: another lab holds the lock. UnauthorizedAccessException: another user's lab has created the file and not yet set its mode.
            return null;
        }
    }
}

/// <summary>A slot that this process holds until it disposes of it or exits.</summary>
internal sealed class SlotLease(Slot slot, FileStream file, Action released) : IDisposable
{
    public Slot Slot { get; } = slot;

    /// <inheritdoc />
    public void Dispose()
    {
        if (file.SafeFileHandle.IsClosed)
        {
            return;
        }

        file.Dispose();
        released();
    }
}
