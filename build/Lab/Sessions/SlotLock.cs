using System.Collections.Concurrent;
using System.Globalization;

namespace Build.Lab.Sessions;

/// <summary>The machine-wide locks of slots.</summary>
internal static class SlotLock
{
    // A lock that this process has is refused like anybody's, at the price of two exceptions; labs that run side by side would pay it for every slot of all others.
    private static readonly ConcurrentDictionary<int, bool> Own = new();

    /// <summary>Takes a slot, or null if another lab has it. Advisory locks of files end with the process that holds them, even when it is killed: a slot is never lost.</summary>
    public static SlotLease? TryTake(Slot slot)
    {
        if (!Own.TryAdd(slot.Number, true))
        {
            return null;
        }

        var handle = TryOpen(slot);
        if (handle is null)
        {
            Own.TryRemove(slot.Number, out _);
        }

        return handle is null ? null : new SlotLease(slot, handle, () => Own.TryRemove(slot.Number, out _));
    }

    private static FileStream? TryOpen(Slot slot)
    {
        var path = Path.Combine(MachineDirectory.Slots, $"{slot.Number.ToString(CultureInfo.InvariantCulture)}.lock");
        try
        {
            var isNew = !File.Exists(path);
            var handle = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (isNew && !OperatingSystem.IsWindows())
            {
                const UnixFileMode EverybodyReadsAndWrites = (UnixFileMode)0b110_110_110;
                File.SetUnixFileMode(handle.SafeFileHandle, EverybodyReadsAndWrites);
            }

            return handle;
        }
        catch (IOException)
        {
            // The only sign of a lock that another lab holds.
            return null;
        }
    }
}
