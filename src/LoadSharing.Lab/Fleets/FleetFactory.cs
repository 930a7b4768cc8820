using System.Globalization;
using LoadSharing.Lab.Hosting;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Fleets;

/// <summary>Starts fleets and ends them.</summary>
/// <param name="kind">What stations are made of.</param>
/// <param name="session">Whose stations they are.</param>
/// <param name="host">Runs the parts that share a process.</param>
/// <param name="slots">Hands out slots.</param>
/// <param name="timeouts">The lab's time-outs.</param>
/// <param name="sharedLink">The mDNS link that all stations share; null where each fleet has its own.</param>
/// <param name="measurements">Told how long things take.</param>
/// <param name="report">Told of every part that ends by itself, or does not start.</param>
internal sealed class FleetFactory(
    StationKind kind, Session session, StationHost host, SlotAllocator slots, LabTimeouts timeouts, SharedLink? sharedLink, Measurements measurements, Action<ComponentFailure> report)
    : IAsyncDisposable
{
    private const int MostAttempts = 3;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly WarmEmulators _warm = new(kind.Emulator, timeouts);
    private int _lastId;

    /// <summary>An id that no other fleet of the lab has, or had.</summary>
    public string NextId() => $"fleet-{Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Starts a fleet that nobody has leased yet.</summary>
    /// <param name="size">How many stations.</param>
    /// <param name="inTheWay">What must be ended before.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ComponentFailedException">A station did not become ready; nothing of the fleet is left.</exception>
    public async Task<Fleet> StartAsync(int size, IReadOnlyList<Fleet> inTheWay, CancellationToken cancellation)
    {
        await Task.WhenAll(inTheWay.Select(EndAsync));
        if (sharedLink is not null)
        {
            await sharedLink.StrangersAsync();
            await measurements.MeasureAsync("wait for a clear link", () => sharedLink.ClearsAsync(cancellation));
        }

        var attempts = 0;
        while (true)
        {
            var fleet = await MakeAsync(size, cancellation);
            try
            {
                await measurements.MeasureAsync("bring up a fleet", () => fleet.StartAsync(cancellation));
                return fleet;
            }
            catch (ComponentFailedException failed)
            {
                await EndAsync(fleet);
                if (!PassesOver(fleet) && (++attempts == MostAttempts || !HasLostAPort(fleet.Stations.Single(station => station.Name == failed.Failure.Station))))
                {
                    throw;
                }
            }
            catch
            {
                await EndAsync(fleet);
                throw;
            }
        }
    }

    /// <summary>Ends a fleet; its emulators stay for the next ones.</summary>
    public async Task EndAsync(Fleet fleet)
    {
        sharedLink?.Leave(fleet);
        await Task.WhenAll((await fleet.EndAsync()).Select(_warm.ReturnAsync));
    }

    /// <summary>Ends a fleet and its emulators.</summary>
    public static async Task EndForGoodAsync(Fleet fleet) =>
        await Task.WhenAll((await fleet.EndAsync()).Select(emulator => emulator.DisposeAsync().AsTask()));

    /// <summary>Whether every station runs, under the host name it began with, on an emulator that is as it was when it had just started.</summary>
    public async Task<bool> IsAsGoodAsNewAsync(Fleet fleet) =>
        fleet.IsReady
        && fleet.Stations.All(station => !station.WasRenamed)
        && Array.TrueForAll(await Task.WhenAll(fleet.Stations.Select(station => _warm.IsFreshAsync(station.Emulator))), isFresh => isFresh);

    /// <summary>Ends the emulators that wait for stations.</summary>
    public async ValueTask DisposeAsync()
    {
        await _warm.DisposeAsync();
        _http.Dispose();
    }

    // What an engine refuses because somebody else has it, such as a container's name: each time a slot less is left to try, so there is an end to it.
    private bool PassesOver(Fleet fleet)
    {
        var obstructed = fleet.Stations.Where(station => station.Obstacle is not null).ToList();
        obstructed.ForEach(station => slots.PassOver(station.Setup.Slot, station.Obstacle!));
        return obstructed.Count > 0;
    }

    // Between the look at a port and a part's bind somebody else can take it, such as the stations of a build that is being killed. The slot is passed over
    // at the next attempt.
    private bool HasLostAPort(Station ended)
    {
        var ports = kind.PortsOf(ended.Setup.Slot);
        return SlotAllocator.IsListenedOn(ended.Emulator is null ? [.. ports] : [.. ports.Intersect([ended.Setup.Slot.FirmwarePort])]);
    }

    private async Task<Fleet> MakeAsync(int size, CancellationToken cancellation)
    {
        var id = NextId();
        var network = await JoinAsync(id, cancellation);
        try
        {
            var (leases, warm) = await TakeSlotsAsync(size);
            var link = leases.MinBy(lease => lease.Slot.Number)!.Slot.Link;
            return new Fleet(id, null, [.. leases.Select((lease, index) => Make(id, index, lease, warm.ElementAtOrDefault(index), link, network))]);
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    private async Task<INetwork> JoinAsync(string id, CancellationToken cancellation) => kind.Isolation == IsolationKind.Namespace
        ? await measurements.MeasureAsync("make network", () => FleetNamespace.StartAsync(session, id, timeouts, report, cancellation))
        : HostNetwork.Instance;

    private async Task<(IReadOnlyList<SlotLease> Leases, IReadOnlyList<RunningEmulator> Warm)> TakeSlotsAsync(int size)
    {
        var warm = await _warm.TakeAsync(size);
        try
        {
            return ([.. warm.Select(emulator => emulator.Slot), .. slots.Take(size - warm.Count)], warm);
        }
        catch
        {
            await Task.WhenAll(warm.Select(_warm.ReturnAsync));
            throw;
        }
    }

    private Station Make(string fleet, int index, SlotLease lease, RunningEmulator? emulator, string link, INetwork network)
    {
        var state = Path.Combine(session.Directory, fleet, lease.Slot.StationName);
        var setup = new StationSetup(session, fleet, lease.Slot, state, ChipId.New(), link, network, host, _http, timeouts, measurements)
        {
            FirmwarePort = network.FirmwarePortOf(index) ?? lease.Slot.FirmwarePort,
        };
        return new Station(kind, setup, lease, emulator, report);
    }
}
