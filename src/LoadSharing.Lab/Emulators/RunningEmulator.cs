using LoadSharing.Lab.Components;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Emulators;

/// <summary>A running emulator with its slot. It can outlive the station for which it was started.</summary>
/// <param name="Slot">The slot, whose ports the emulator uses.</param>
/// <param name="Component">The emulator.</param>
/// <param name="InitialState">Its state after the start.</param>
internal sealed record RunningEmulator(SlotLease Slot, Component Component, EmulatorState InitialState) : IAsyncDisposable
{
    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Component.DisposeAsync();
        }
        finally
        {
            Slot.Dispose();
        }
    }
}
