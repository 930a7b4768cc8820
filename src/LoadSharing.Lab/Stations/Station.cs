using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Stations;

/// <summary>One charger: an emulator, a firmware, and what joins them.</summary>
/// <param name="kind">What it is made of.</param>
/// <param name="setup">Its ports, names and state.</param>
/// <param name="slot">The lease of its slot.</param>
/// <param name="warm">An emulator that runs on the slot already, or null.</param>
/// <param name="report">Told of every part that ends by itself, once.</param>
[SuppressMessage("Design", "CA1001", Justification = "EndAsync ends it and hands its emulator on.")]
internal sealed class Station(StationKind kind, StationSetup setup, SlotLease slot, RunningEmulator? warm, Action<ComponentFailure> report)
{
    // When a firmware or an emulator ends, the bridge between them ends too, and may be noticed first.
    private static readonly TimeSpan Consequence = TimeSpan.FromMilliseconds(500);

    private readonly AsyncLock _turns = new();
    private readonly Lock _state = new();
    private RunningEmulator? _emulator = warm;
    private bool _isGivenBack;
    private IComponent? _bridge;
    private IComponent? _firmware;
    private volatile string? _test;
    private IReadOnlyList<ComponentFailure> _ended = [];

    /// <summary>Its name.</summary>
    public string Name => setup.Slot.StationName;

    /// <summary>What it is made from.</summary>
    public StationSetup Setup => setup;

    /// <summary>The firmware's host name now: its instance name in mDNS.</summary>
    public string HostName { get; private set; } = setup.HostName;

    /// <summary>Whether it has had another host name than it began with.</summary>
    public bool WasRenamed { get; private set; }

    /// <summary>Its emulator once that answers.</summary>
    public RunningEmulator? Emulator => _emulator;

    /// <summary>The emulator's HTTP API.</summary>
    public Uri EmulatorUrl => kind.Emulator.Url(setup.Slot);

    /// <summary>The firmware's HTTP API.</summary>
    public Uri FirmwareUrl => Firmware.IFirmware.Url(setup);

    /// <summary>Host and port at which the other stations of its fleet reach it.</summary>
    public string PeerHost => string.Create(CultureInfo.InvariantCulture, $"{INetwork.NeighbourAddress}:{setup.FirmwarePort}");

    /// <summary>What it is doing.</summary>
    public StationState State { get; private set; }

    /// <summary>What of its slot somebody else has, where that kept a part from starting; else null.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>The parts that ended by themselves.</summary>
    public IReadOnlyList<ComponentFailure> Ended
    {
        get
        {
            lock (_state)
            {
                return _ended;
            }
        }
    }

    /// <summary>Starts all parts in the order they depend on each other.</summary>
    /// <exception cref="ComponentFailedException">A part did not become ready.</exception>
    public Task StartAsync(CancellationToken cancellation) => _turns.RunAsync(async () =>
    {
        State = StationState.Starting;
        setup.Session.Note(new StationEntry(Name, FirmwareUrl.ToString(), EmulatorUrl.ToString()));
        Directory.CreateDirectory(setup.StateDirectory);
        if (_emulator is null)
        {
            var part = kind.Emulator.Create(setup);
            await StartAsync(part, cancellation);
            _emulator = new RunningEmulator(slot, part, await kind.Emulator.StateAsync(setup.Http, setup.Slot, setup.Timeouts.Probe) ?? new EmulatorState(""));
        }

        _ = WatchAsync(_emulator.Part, Stopwatch.StartNew());
        await StartFirmwareCoreAsync(cancellation);
    });

    /// <summary>Starts the firmware again, in its state directory, behind a new bridge.</summary>
    /// <exception cref="ComponentFailedException">It did not become ready.</exception>
    /// <exception cref="InvalidOperationException">It runs.</exception>
    public Task StartFirmwareAsync(CancellationToken cancellation) => _turns.RunAsync(() => _firmware is { Ended.IsCompleted: false }
        ? throw new InvalidOperationException($"The firmware of {Name} runs already; stop it first, or restart it.")
        : StartFirmwareAgainAsync(cancellation));

    /// <summary>Stops the firmware and its bridge; the emulator runs on.</summary>
    /// <param name="first">SIGTERM, or SIGKILL to see what survives it.</param>
    public Task StopFirmwareAsync(ProcessSignal first) => _turns.RunAsync(() => StopFirmwareCoreAsync(first));

    /// <summary>Stops the firmware and starts it again as one step.</summary>
    /// <param name="first">How it is stopped.</param>
    /// <param name="hostName">The host name it has from then on; null for the one it has.</param>
    /// <param name="cancellation">Gives up the start.</param>
    public Task RestartFirmwareAsync(ProcessSignal first, string? hostName, CancellationToken cancellation) => _turns.RunAsync(async () =>
    {
        await StopFirmwareCoreAsync(first);
        WasRenamed |= hostName is not null;
        HostName = hostName ?? HostName;
        await StartFirmwareAgainAsync(cancellation);
    });

    /// <summary>The log of a part, or null where the station has no such part.</summary>
    public string? LogOf(ComponentKind part) => Part(part)?.Log;

    /// <summary>Notes whose it is from now on.</summary>
    /// <param name="test">The test's name.</param>
    /// <param name="isUsed">Whether another test had it before; then its logs say where the next one's begin.</param>
    public void LeaseTo(string test, bool isUsed)
    {
        _test = test;
        if (isUsed)
        {
            MarkLogs($"---- from here on: {test}");
        }
    }

    /// <summary>Stops the firmware and its bridge, removes the state, and hands on the emulator.</summary>
    /// <returns>The emulator, which runs on with its slot; null, and the slot free, where there is none.</returns>
    public async Task<RunningEmulator?> EndAsync()
    {
        await _turns.RunAsync(async () =>
        {
            _isGivenBack = true;
            try
            {
                await setup.Measurements.MeasureAsync("stop firmware", () => StopFirmwareCoreAsync(null));
            }
            finally
            {
                State = StationState.Stopped;
                if (_emulator is null)
                {
                    slot.Dispose();
                }
            }

            if (Directory.Exists(setup.StateDirectory))
            {
                Directory.Delete(setup.StateDirectory, recursive: true);
            }
        });
        return _emulator;
    }

    private static async Task DisposeAsync(IComponent? part)
    {
        if (part is not null)
        {
            await part.DisposeAsync();
        }
    }

    private IComponent? Part(ComponentKind kind) => kind switch
    {
        ComponentKind.Emulator => _emulator?.Part,
        ComponentKind.Bridge => _bridge,
        ComponentKind.Firmware => _firmware,
        _ => null,
    };

    private async Task StartFirmwareCoreAsync(CancellationToken cancellation)
    {
        State = StationState.Starting;
        var bridge = kind.Bridge.Create(setup, kind.Emulator.Host);
        if (bridge is not null)
        {
            _bridge = bridge;
            await StartAndWatchAsync(bridge, cancellation);
        }

        _firmware = kind.Firmware.Create(setup with { HostName = HostName }, kind.Bridge.FirmwareArguments(setup, kind.Emulator.Host));
        await StartAndWatchAsync(_firmware, cancellation);
        State = StationState.Ready;
    }

    private async Task StartFirmwareAgainAsync(CancellationToken cancellation)
    {
        try
        {
            await StartFirmwareCoreAsync(cancellation);
        }
        catch (ComponentFailedException failed)
        {
            Record(failed.Failure);
            throw;
        }
    }

    private async Task StopFirmwareCoreAsync(ProcessSignal? first)
    {
        // The bridge ends when the firmware lets go of it: expected from here on.
        var bridgeStopping = _bridge?.StopAsync(null) ?? Task.CompletedTask;
        await Task.WhenAll(_firmware?.StopAsync(first) ?? Task.CompletedTask, bridgeStopping);
        await DisposeAsync(_firmware);
        await DisposeAsync(_bridge);
        if (_bridge is not null)
        {
            PtyLinks.RemoveOwn(setup.Slot);
        }

        State = State == StationState.Exited ? State : StationState.FirmwareStopped;
    }

    private async Task StartAndWatchAsync(IComponent part, CancellationToken cancellation)
    {
        var sinceStart = Stopwatch.StartNew();
        await StartAsync(part, cancellation);
        _ = WatchAsync(part, sinceStart);
    }

    private async Task StartAsync(IComponent part, CancellationToken cancellation)
    {
        try
        {
            await setup.Measurements.MeasureAsync($"start {ComponentNames.Of(part.Kind)}", () => part.StartAsync(cancellation));
        }
        catch (ComponentFailedException failed)
        {
            Obstacle = failed.Obstacle;
            await DisposeAfterAsync(part, failed);
            throw;
        }
        catch
        {
            await part.DisposeAsync();
            throw;
        }
    }

    // An engine that is gone can neither start nor remove anything; the first reason is the one to tell first.
    private static async Task DisposeAfterAsync(IComponent part, ComponentFailedException failed)
    {
        try
        {
            await part.DisposeAsync();
        }
        catch (InvalidOperationException error)
        {
            throw new ComponentFailedException(failed.Failure with { Message = $"{failed.Message}\nWhat there may be of it can't be removed: {error.Message}" });
        }
    }

    private async Task WatchAsync(IComponent part, Stopwatch sinceStart)
    {
        var how = await part.Ended;
        var after = sinceStart.Elapsed;
        if (part.IsStopping || _isGivenBack)
        {
            return;
        }

        if (part.Kind == ComponentKind.Bridge)
        {
            var causes = new[] { _emulator?.Part.Ended, _firmware?.Ended }.OfType<Task>().ToList();
            if (await Task.WhenAny([.. causes, Task.Delay(Consequence)]) is { } first && causes.Contains(first))
            {
                return;
            }
        }

        Record(FailureText.Ended(Name, part.Kind, how, after, part.Log));
    }

    private void MarkLogs(string line)
    {
        foreach (var part in Enum.GetValues<ComponentKind>().Select(Part).OfType<IComponent>())
        {
            part.Mark(line);
        }
    }

    private void Record(ComponentFailure failure)
    {
        failure = failure with { Test = _test };
        lock (_state)
        {
            _ended = [.. _ended, failure];
            State = StationState.Exited;
        }

        report(failure);
    }
}
