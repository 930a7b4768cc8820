using Build.Lab.Parts;
using Build.Lab.Sessions;

namespace Build.Lab.Stations;

/// <summary>An emulator that answers, with the slot it listens on: it can outlive the station it was started for.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Part">The emulator.</param>
/// <param name="Boot">Its state when it had just started.</param>
internal sealed record RunningEmulator(SlotLease Slot, IPart Part, EmulatorState Boot) : IAsyncDisposable
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
