using System.Collections.Concurrent;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Fleets;

/// <summary>
/// Emulators of stopped stations, kept for the next ones because their start is half the cost of a station. Only an emulator in its initial state is kept.
/// Firmware, the subject of the tests, is started anew.
/// </summary>
/// <param name="kind">The kind of the emulators.</param>
/// <param name="components">Provides the HTTP client and the timeouts.</param>
/// <param name="failures">Receives the failed stops of emulators that no fleet uses.</param>
internal sealed class IdleEmulators(StationEmulator kind, ComponentFactory components, FailureLog failures) : IAsyncDisposable
{
    private readonly ConcurrentBag<RunningEmulator> _idle = [];

    /// <summary>
    /// Takes up to <paramref name="maximum"/> emulators. One whose slot's firmware port another process has taken in the meantime is stopped.
    /// </summary>
    public async Task<IReadOnlyList<RunningEmulator>> TakeAsync(int maximum)
    {
        var taken = new List<RunningEmulator>();
        while (taken.Count < maximum && _idle.TryTake(out var emulator))
        {
            if (emulator.Component.Exited.IsCompleted || TcpPorts.IsListenedOn([emulator.Slot.Slot.FirmwarePort]))
            {
                await failures.ObserveStopAsync(emulator.DisposeAsync().AsTask());
            }
            else
            {
                taken.Add(emulator);
            }
        }

        return taken;
    }

    /// <summary>Keeps an emulator in its initial state; stops any other.</summary>
    public async Task ReturnAsync(RunningEmulator emulator)
    {
        if (await IsUnchangedAsync(emulator))
        {
            _idle.Add(emulator);
        }
        else
        {
            await emulator.DisposeAsync();
        }
    }

    /// <summary>Whether an emulator runs in its initial state.</summary>
    public async Task<bool> IsUnchangedAsync(RunningEmulator? emulator) =>
        emulator is { Component.Exited.IsCompleted: false }
        && await kind.ReadStateAsync(emulator.Slot.Slot, components) == emulator.InitialState;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        var stops = new List<Task>();
        while (_idle.TryTake(out var emulator))
        {
            stops.Add(emulator.DisposeAsync().AsTask());
        }

        await Steps.WhenAllAsync(stops);
    }
}
