namespace LoadSharing.Lab.Sessions;

/// <summary>A slot that belongs to this process until it is disposed of or the process ends, however it ends.</summary>
/// <param name="slot">The slot.</param>
/// <param name="handle">Its open and locked file.</param>
/// <param name="released">Told when it is free for others.</param>
internal sealed class SlotLease(Slot slot, FileStream handle, Action released) : IDisposable
{
    /// <summary>The slot.</summary>
    public Slot Slot { get; } = slot;

    /// <inheritdoc />
    public void Dispose()
    {
        if (handle.SafeFileHandle.IsClosed)
        {
            return;
        }

        handle.Dispose();
        released();
    }
}
