using System.Collections.Concurrent;
using LoadSharing.Lab.Browsing;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;
using LoadSharing.Lab.Waiting;
using Microsoft.Extensions.Logging;

namespace LoadSharing.Lab.Fleets;

/// <summary>Starts and stops fleets.</summary>
internal interface IFleetFactory : IAsyncDisposable
{
    /// <summary>Starts a fleet.</summary>
    /// <exception cref="LabException">A component did not become ready. Everything is stopped.</exception>
    Task<Fleet> StartAsync(int size, CancellationToken cancellation);

    /// <summary>Stops a fleet.</summary>
    /// <exception cref="LabException">A component could not be stopped. All others are.</exception>
    /// <param name="fleet">The fleet.</param>
    /// <param name="keepEmulators">Whether emulators in their initial state are kept running for the next fleets.</param>
    Task StopAsync(Fleet fleet, bool keepEmulators);

    /// <summary>Whether all components run, no station was renamed or had a fault, and all emulators are in their initial state.</summary>
    Task<bool> IsCleanAsync(Fleet fleet);
}

/// <inheritdoc cref="IFleetFactory" />
/// <param name="options">The settings of the lab.</param>
/// <param name="session">The session of the stations.</param>
/// <param name="components">Creates components.</param>
/// <param name="slots">Allocates slots.</param>
/// <param name="sharedLink">The mDNS link that all stations share; null if each fleet has its own.</param>
/// <param name="measurements">Receives the durations of stages.</param>
/// <param name="failures">Receives each component that exits unexpectedly after its start.</param>
internal sealed class FleetFactory(
    LabOptions options,
    Session session,
    ComponentFactory components,
    SlotAllocator slots,
    SharedLink? sharedLink,
    Measurements measurements,
    FailureLog failures) : IFleetFactory
{
    private const int MaximumAttempts = 3;

    private readonly IdleEmulators _emulators = new(options.Kind.Emulator, components, failures);
    private readonly ConcurrentQueue<Fleet> _unstopped = new();
    private int _lastId;

    /// <inheritdoc />
    public Task<Fleet> StartAsync(int size, CancellationToken cancellation) => LabTraces.RunAsync("start fleet", async span =>
    {
        if (sharedLink is not null)
        {
            await sharedLink.DescribeForeignStationsAsync();
            if (await measurements.MeasureAsync("wait for a clear link", () => sharedLink.WaitUntilClearAsync(cancellation)) is { } visible)
            {
                options.Logger.LogWarning("Services of stopped stations: {Visible}. New stations may list them.", visible);
            }
        }

        var attempts = 0;
        while (true)
        {
            var fleet = await CreateAsync(size, cancellation);
            span?.SetTag("fleet.id", fleet.Id).SetTag("fleet.size", size);
            if (options.RecordsPackets)
            {
                fleet.Recorder?.Start();
            }

            try
            {
                await measurements.MeasureAsync("bring up a fleet", () => fleet.StartAsync(cancellation));
                return fleet;
            }
            catch (LabException error) when (error.Failure is { } failure)
            {
                await StopFailedAsync(fleet);
                var failed = fleet.Stations.Single(station => station.Name == failure.Station);
                if (!ExcludeOccupied(fleet) && (++attempts == MaximumAttempts || !HasLostPort(failed, failure)))
                {
                    throw;
                }
            }
            catch
            {
                await StopFailedAsync(fleet);
                throw;
            }
        }
    });

    /// <inheritdoc />
    public async Task StopAsync(Fleet fleet, bool keepEmulators)
    {
        sharedLink?.AddStopped(fleet);
        await Steps.RunAsync(
            fleet.StopAsync,
            () => Steps.WhenAllAsync(fleet.Stations.Select(station => station.Emulator).OfType<RunningEmulator>().Select(emulator =>
                keepEmulators ? _emulators.ReturnAsync(emulator) : emulator.DisposeAsync().AsTask())));
    }

    /// <inheritdoc />
    public async Task<bool> IsCleanAsync(Fleet fleet) =>
        fleet is { IsReady: true, HadFault: false }
        && fleet.Stations.All(station => !station.WasChanged)
        && Array.TrueForAll(await Task.WhenAll(fleet.Stations.Select(station => _emulators.IsUnchangedAsync(station.Emulator))), isUnchanged => isUnchanged);

    /// <summary>Stops the kept emulators.</summary>
    /// <exception cref="LabException">One could not be stopped, or what remained of a failed start.</exception>
    public async ValueTask DisposeAsync() =>
        await Steps.RunAsync(() => _emulators.DisposeAsync().AsTask(), () => Steps.WhenAllAsync(_unstopped.Select(fleet => fleet.StopAsync())));

    // A failure of the stop would hide the reason of the failed start. The stop is tried again when the lab stops.
    private async Task StopFailedAsync(Fleet fleet)
    {
        var stop = StopAsync(fleet, keepEmulators: true);
        await stop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stop.IsCompletedSuccessfully)
        {
            _unstopped.Enqueue(fleet);
        }
    }

    // Only a container engine knows that another container has the name or port. Each attempt excludes a slot, so the attempts are limited.
    private bool ExcludeOccupied(Fleet fleet)
    {
        var occupied = fleet.Stations.Where(station => station.OccupiedResource is not null).ToList();
        occupied.ForEach(station => slots.Exclude(station.Spec.Slot, station.OccupiedResource!));
        return occupied.Count > 0;
    }

    // Another process may take a port between the allocation of the slot and the component's bind. The next attempt skips the slot if it still has it.
    private bool HasLostPort(Station failed, ComponentFailure failure)
    {
        if (failure.LastLines.Any(line => line.Contains("in use", StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        var ports = options.Kind.PortsOf(failed.Spec.Slot);
        return TcpPorts.IsListenedOn(failed.Emulator is null ? [.. ports] : [.. ports.Intersect([failed.Spec.Slot.FirmwarePort])]);
    }

    private async Task<Fleet> CreateAsync(int size, CancellationToken cancellation)
    {
        var id = $"fleet-{Interlocked.Increment(ref _lastId).ToString()}";
        var network = await CreateNetworkAsync(id, cancellation);
        try
        {
            var (leases, emulators) = await TakeSlotsAsync(size);
            var link = leases.MinBy(lease => lease.Slot.Number)!.Slot.Link;
            var stations = leases.Select((lease, index) => Create(id, index, lease, emulators.ElementAtOrDefault(index), link, network)).ToList();
            return new Fleet(id, network, stations, CreateBrowser(link, network), CreateRecorder(id, link, network));
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    private async Task<INetwork> CreateNetworkAsync(string fleet, CancellationToken cancellation) => options.Kind.Isolation == IsolationKind.Namespace
        ? await measurements.MeasureAsync("make network", () => FleetNamespace.StartAsync(
            session, fleet, options.Kind.Firmware.NeedsAvahi, components, failures.AddExit, cancellation))
        : HostNetwork.Instance;

    private IServiceBrowser CreateBrowser(string link, INetwork network) => sharedLink?.Browser
        ?? (options.Kind.Firmware.HasOwnLink
            ? new LinkBrowser(link, options.Timeouts.Browse)
            : Browsers.Program(options.VirtualStationPath, options.Timeouts, network.Enter, options.Kind.Firmware.NeedsAvahi));

    private LinkRecorder? CreateRecorder(string fleet, string link, INetwork network) =>
        options.Kind.HasOwnLink ? new LinkRecorder(() => CreateListener(fleet, link, network)) : null;

    private Component CreateListener(string fleet, string link, INetwork network)
    {
        var firmware = options.Kind.Firmware;
        var spec = new ComponentSpec(ComponentKind.Network, fleet, "packets", session.LogFile(fleet, "packets"));
        var command = new ProcessCommand(options.VirtualStationPath, LinkRecorder.Arguments(firmware.HasOwnLink ? link : null))
        {
            Environment = RuntimeVariables.NoDiagnostics,
            StopSignal = ProcessSignal.Kill,
        };
        var ready = LinkRecorder.Ready(spec.Log, options.Timeouts.NetworkReady);
        return firmware.SharesProcess ? components.Shared(spec, command, ready) : components.Process(spec, network.Enter(command), ready);
    }

    private async Task<(IReadOnlyList<SlotLease> Leases, IReadOnlyList<RunningEmulator> Emulators)> TakeSlotsAsync(int size)
    {
        var emulators = await _emulators.TakeAsync(size);
        try
        {
            return ([.. emulators.Select(emulator => emulator.Slot), .. slots.Take(size - emulators.Count)], emulators);
        }
        catch
        {
            await Task.WhenAll(emulators.Select(_emulators.ReturnAsync));
            throw;
        }
    }

    private Station Create(string fleet, int index, SlotLease lease, RunningEmulator? emulator, string link, INetwork network)
    {
        var state = Path.Combine(session.Directory, fleet, lease.Slot.StationName);
        var spec = new StationSpec(fleet, lease.Slot, state, session.Logs, ChipId.New(), link, network.OwnAddress(index) ?? network.StationAddress)
        {
            PeerAddress = network.OwnAddress(index) ?? INetwork.PeerAddress,
            FirmwarePort = network.FirmwarePort(index) ?? lease.Slot.FirmwarePort,
        };
        return new Station(options.Kind, spec, lease, emulator, network, components, measurements, failures.AddExit);
    }
}
