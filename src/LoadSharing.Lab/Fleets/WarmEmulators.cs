using System.Collections.Concurrent;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Fleets;

/// <summary>
/// Emulators whose stations were given back, kept for the next ones: starting them is half the cost of a station, and no test of load sharing asks
/// for a fresh one. The firmware, whose state the tests are about, is started anew in an empty directory unless its test has left it as good as new.
/// </summary>
/// <param name="kind">Their kind.</param>
/// <param name="timeouts">The lab's time-outs.</param>
internal sealed class WarmEmulators(IEmulator kind, LabTimeouts timeouts) : IAsyncDisposable
{
    private readonly ConcurrentBag<RunningEmulator> _idle = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    /// <summary>Takes those there are, at most as many as asked for. While one waits for a station nobody of ours has the firmware's port: a stranger may.</summary>
    public async Task<List<RunningEmulator>> TakeAsync(int most)
    {
        var taken = new List<RunningEmulator>();
        while (taken.Count < most && _idle.TryTake(out var emulator))
        {
            if (emulator.Part.Ended.IsCompleted || SlotAllocator.IsListenedOn([emulator.Slot.Slot.FirmwarePort]))
            {
                await emulator.DisposeAsync();
            }
            else
            {
                taken.Add(emulator);
            }
        }

        return taken;
    }

    /// <summary>Keeps an emulator if it is as it was when it had just started, else ends it.</summary>
    public async Task ReturnAsync(RunningEmulator emulator)
    {
        if (await IsFreshAsync(emulator))
        {
            _idle.Add(emulator);
        }
        else
        {
            await emulator.DisposeAsync();
        }
    }

    /// <summary>Whether an emulator is as it was when it had just started.</summary>
    public async Task<bool> IsFreshAsync(RunningEmulator? emulator) =>
        emulator is { Part.Ended.IsCompleted: false }
        && await kind.StateAsync(_http, emulator.Slot.Slot, timeouts.Probe) == emulator.Boot;

    /// <summary>Ends them all.</summary>
    public async ValueTask DisposeAsync()
    {
        var idle = new List<RunningEmulator>();
        while (_idle.TryTake(out var emulator))
        {
            idle.Add(emulator);
        }

        await Task.WhenAll(idle.Select(emulator => emulator.DisposeAsync().AsTask()));
        _http.Dispose();
    }
}
