using System.Globalization;

namespace Build.Lab.Sessions;

/// <summary>The machine-wide locks of slots.</summary>
internal static class SlotLock
{
    /// <summary>Takes a slot, or null if another lab has it. Advisory locks of files end with the process that holds them, even when it is killed: a slot is never lost.</summary>
    public static SlotLease? TryTake(Slot slot)
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

            return new SlotLease(slot, handle);
        }
        catch (IOException)
        {
            // The only sign of a lock that another lab holds.
            return null;
        }
    }
}
