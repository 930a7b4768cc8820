using System.Collections.Concurrent;
using System.Globalization;

namespace LoadSharing.Lab.Sessions;

/// <summary>The machine-wide locks of slots.</summary>
internal static class SlotLock
{
    // A lock that this process has is refused like anybody's, at the price of two exceptions; labs that run side by side would pay it for every slot of all others.
    private static readonly ConcurrentDictionary<string, bool> Own = new();

    /// <summary>Takes a slot, or null if another lab has it. Advisory locks of files end with the process that holds them, even when it is killed: a slot is never lost.</summary>
    public static SlotLease? TryTake(Slot slot) => TryTake(slot, MachineDirectory.Slots);

    /// <summary>Takes a slot whose lock file is in a directory.</summary>
    public static SlotLease? TryTake(Slot slot, string directory)
    {
        var path = Path.Combine(directory, $"{slot.Number.ToString(CultureInfo.InvariantCulture)}.lock");
        if (!Own.TryAdd(path, true))
        {
            return null;
        }

        var handle = TryOpen(path);
        if (handle is null)
        {
            Own.TryRemove(path, out _);
        }

        return handle is null ? null : new SlotLease(slot, handle, () => Own.TryRemove(path, out _));
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            // Only a new file is opened with leave to create it: with fs.protected_regular Linux refuses that for another user's file in a directory like /tmp.
            var isNew = !File.Exists(path);
            var handle = new FileStream(path, isNew ? FileMode.OpenOrCreate : FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            if (isNew && !OperatingSystem.IsWindows())
            {
                const UnixFileMode EverybodyReadsAndWrites = (UnixFileMode)0b110_110_110;
                File.SetUnixFileMode(handle.SafeFileHandle, EverybodyReadsAndWrites);
            }

            return handle;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The only sign of a lock that another lab holds; of another user's lab, before it has let everybody write, the second.
            return null;
        }
    }
}
