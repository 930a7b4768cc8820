using LoadSharing.Lab.Components;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Stations;

/// <summary>An emulator that answers, with the slot it listens on: it can outlive the station it was started for.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Part">The emulator.</param>
/// <param name="Boot">Its state when it had just started.</param>
internal sealed record RunningEmulator(SlotLease Slot, IComponent Part, EmulatorState Boot) : IAsyncDisposable
{
    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Part.DisposeAsync();
        }
        finally
        {
            Slot.Dispose();
        }
    }
}
