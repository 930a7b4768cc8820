using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Stations;

/// <summary>A charger: an emulator, a firmware, and a bridge between them.</summary>
/// <param name="kind">The kinds of its components.</param>
/// <param name="spec">Its data.</param>
/// <param name="slot">Its slot; released with the emulator.</param>
/// <param name="emulator">A running emulator on the slot; null to start one.</param>
/// <param name="network">The network of its fleet.</param>
/// <param name="components">Creates its components.</param>
/// <param name="measurements">Receives the durations of its stages.</param>
/// <param name="onFailure">Called once for each component that exits unexpectedly after its start.</param>
[SuppressMessage("Design", "CA1001", Justification = "StopAsync stops the components and returns the emulator to the caller.")]
internal sealed partial class Station(
    StationKind kind,
    StationSpec spec,
    SlotLease slot,
    RunningEmulator? emulator,
    INetwork network,
    ComponentFactory components,
    Measurements measurements,
    Action<ComponentFailure> onFailure)
{
    private readonly AsyncLock _operations = new();
    private readonly Lock _failing = new();
    private volatile IReadOnlyList<ComponentFailure> _failures = [];
    private Component? _bridge;
    private Component? _firmware;
    private StationFirmware _firmwareKind = kind.Firmware;
    private Component? _unremoved;
    private bool _isStopping;
    private volatile string? _test;

    public string Name => spec.Slot.StationName;

    /// <summary>The firmware's host name, which is its mDNS instance name.</summary>
    public string HostName { get; private set; } = spec.HostName;

    public Uri EmulatorUrl => kind.Emulator.Url(spec.Slot);

    public Uri FirmwareUrl => spec.FirmwareUrl;

    public string StateDirectory => spec.StateDirectory;

    /// <summary>The path of the file in which the firmware saves its peers.</summary>
    public string SavedPeers => Path.Combine(StateDirectory, "epoxyfsdata", "loadsharing_peers.json");

    public StationState State { get; private set; }

    /// <summary>The components that exited unexpectedly.</summary>
    public IReadOnlyList<ComponentFailure> Failures => _failures;

    public StationSpec Spec => spec;

    /// <summary>The station in the REST API.</summary>
    public StationDocument Document => new(
        Name,
        HostName,
        spec.ChipId.DeviceId,
        WithoutSlash(FirmwareUrl),
        spec.PeerHost,
        WithoutSlash(EmulatorUrl),
        State);

    /// <summary>Whether a test has changed the host name or the firmware, even if it was changed back.</summary>
    internal bool WasChanged { get; private set; }

    /// <summary>The emulator; null until it is ready.</summary>
    public RunningEmulator? Emulator { get; private set; } = emulator;

    /// <summary>The resource that a component needed at its start and another program occupies; null if no start failed for that reason.</summary>
    internal string? OccupiedResource { get; private set; }

    /// <summary>The path of a component's log; null if the station has no such component.</summary>
    internal string? LogOf(ComponentKind kind) => Find(kind)?.Spec.Log;

    /// <summary>Starts the emulator, the bridge and the firmware, in this order.</summary>
    /// <exception cref="LabException">A component did not become ready.</exception>
    public Task StartAsync(CancellationToken cancellation) => _operations.RunAsync(async () =>
    {
        State = StationState.Starting;
        components.Record(new StationEntry(Name, FirmwareUrl.ToString(), EmulatorUrl.ToString()));
        Directory.CreateDirectory(StateDirectory);
        if (Emulator is null)
        {
            var component = kind.Emulator.Create(spec, components);
            await StartAsync(component, cancellation);
            var state = await kind.Emulator.ReadStateAsync(spec.Slot, components);
            Emulator = new RunningEmulator(slot, component, state ?? new EmulatorState(""));
        }

        _ = WatchAsync(Emulator.Component, Stopwatch.StartNew());
        await StartFirmwareCoreAsync(TimeSpan.Zero, cancellation);

        // A firmware becomes ready without its emulator or its bridge.
        if (_failures is [var failure, ..])
        {
            throw new LabException(failure);
        }
    });

    /// <summary>Assigns later failures to a test. The logs of a reused station get a line that names it.</summary>
    internal void AssignTo(string test, bool isReused)
    {
        _test = test;
        if (isReused)
        {
            foreach (var component in Enum.GetValues<ComponentKind>().Select(Find).OfType<Component>())
            {
                component.WriteLog($"---- leased to {test}");
            }
        }
    }

    /// <summary>Stops the firmware and its bridge and deletes the firmware's state. The emulator keeps running and holds the slot, if there is one.</summary>
    /// <exception cref="LabException">Firmware or bridge could not be stopped.</exception>
    internal Task StopAsync() => _operations.RunAsync(async () =>
    {
        _isStopping = true;
        try
        {
            await measurements.MeasureAsync("stop firmware", () => Steps.RunAsync(
                () => StopFirmwareCoreAsync(null, withBridge: true),
                () => _unremoved?.DisposeAsync().AsTask() ?? Task.CompletedTask));
        }
        finally
        {
            State = StationState.Stopped;
            if (Emulator is null)
            {
                slot.Dispose();
            }
        }

        foreach (var directory in new[] { StateDirectory, BackupDirectory }.Where(Directory.Exists))
        {
            PrivateFiles.DeleteDirectory(directory);
        }
    });

    private static Uri WithoutSlash(Uri url) => new(url.ToString().TrimEnd('/'));

    private Component? Find(ComponentKind kind) => kind switch
    {
        ComponentKind.Emulator => Emulator?.Component,
        ComponentKind.Bridge => _bridge,
        ComponentKind.Firmware => _firmware,
        _ => null,
    };

    private async Task StartFirmwareCoreAsync(TimeSpan uptime, CancellationToken cancellation)
    {
        State = StationState.Starting;
        var emulatorHost = kind.Emulator.Host;
        if (_bridge is null or { Exited.IsCompleted: true } && kind.Bridge.Create(spec, emulatorHost, components) is { } bridge)
        {
            _bridge = bridge;
            await StartAndWatchAsync(bridge, cancellation);
        }

        var station = spec with { HostName = HostName, Uptime = uptime };
        _firmware = _firmwareKind.Create(station, kind.Bridge.FirmwareArguments(station, emulatorHost), network, components);
        await StartAndWatchAsync(_firmware, cancellation);
        SetReady();
    }

    private async Task StopFirmwareCoreAsync(ProcessSignal? signal, bool withBridge)
    {
        if (State == StationState.Frozen)
        {
            await _firmware!.ThawAsync();
        }

        var bridge = withBridge ? _bridge : null;

        // Both at once, because neither needs the other to stop.
        await Steps.RunAsync(
        [
            () => Task.WhenAll(_firmware?.StopAsync(signal) ?? Task.CompletedTask, bridge?.StopAsync(null) ?? Task.CompletedTask),
            .. new[] { _firmware, bridge }.OfType<Component>().Select(component => (Func<Task>)(() => component.DisposeAsync().AsTask())),
        ]);
        State = State == StationState.Exited ? State : StationState.FirmwareStopped;
    }

    private async Task StartAndWatchAsync(Component component, CancellationToken cancellation)
    {
        var sinceStart = Stopwatch.StartNew();
        await StartAsync(component, cancellation);
        _ = WatchAsync(component, sinceStart);
    }

    private async Task StartAsync(Component component, CancellationToken cancellation)
    {
        try
        {
            await measurements.MeasureAsync($"start {component.Spec.Name}", () => component.StartAsync(cancellation));
        }
        catch (LabException error) when (error.Failure is { } failure)
        {
            OccupiedResource = error.OccupiedResource;
            await DisposeFailedAsync(component, failure);
            throw;
        }
        catch
        {
            await component.DisposeAsync();
            throw;
        }
    }

    // An unreachable container engine can neither start nor remove a container. The reason why the start failed comes first.
    private async Task DisposeFailedAsync(Component component, ComponentFailure failure)
    {
        try
        {
            await component.DisposeAsync();
        }
        catch (LabException error)
        {
            _unremoved = component;
            throw new LabException(failure with { Message = $"{failure.Message}\nIts removal failed too: {error.Message}" });
        }
    }

    private async Task WatchAsync(Component component, Stopwatch sinceStart)
    {
        var status = await component.Exited;
        var elapsed = sinceStart.Elapsed;
        if (component.IsStopping || _isStopping)
        {
            return;
        }

        if (component.Spec.Kind == ComponentKind.Bridge)
        {
            // If the firmware or the emulator exits, the bridge exits too, and its exit may be seen first.
            var causes = new[] { Emulator?.Component.Exited, _firmware?.Exited }.OfType<Task>().ToList();
            if (await Task.WhenAny([.. causes, Task.Delay(components.Timeouts.BridgeCause)]) is { } first && causes.Contains(first))
            {
                return;
            }
        }

        Fail(FailureText.Exited(component.Spec, status, elapsed));
    }

    // A component may have exited meanwhile, and its failure have been noted.
    private void SetReady()
    {
        lock (_failing)
        {
            var running = new[] { Emulator?.Component, _bridge, _firmware }.OfType<Component>();
            State = running.All(component => !component.Exited.IsCompleted) ? StationState.Ready : StationState.Exited;
        }
    }

    private void Fail(ComponentFailure failure)
    {
        failure = failure with { Test = _test };
        lock (_failing)
        {
            _failures = [.. _failures, failure];
            State = StationState.Exited;
        }

        onFailure(failure);
    }
}
