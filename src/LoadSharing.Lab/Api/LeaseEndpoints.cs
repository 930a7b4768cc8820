using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Stations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace LoadSharing.Lab.Api;

/// <summary><c>/leases</c>.</summary>
internal static class LeaseEndpoints
{
    private static readonly IReadOnlyDictionary<string, FleetState> States = new SortedDictionary<string, FleetState>
    {
        ["clean"] = FleetState.Clean,
        ["dirty"] = FleetState.Dirty,
        ["failed"] = FleetState.Failed,
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(LabRoutes.Leases, AcquireAsync)
            .WithName("AcquireLease").WithSummary("Leases a fleet of stations that see exactly each other. Returns when all are ready.")
            .Produces<LeaseDocument>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapGet(
                LabRoutes.Leases,
                (FleetPool fleets, StationKind kind, GenerationDetector generation) => fleets.Leases.Select(lease => Document(lease, kind, generation)))
            .WithName("ListLeases").WithSummary("The leases that are not released.").Produces<LeaseDocument[]>();
        routes.MapGet(LabRoutes.Lease, Get)
            .WithName("GetLease").WithSummary("A lease with the components that exited unexpectedly.")
            .Produces<LeaseDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet(LabRoutes.Services, BrowseAsync)
            .WithName("BrowseServices").WithSummary("Browses the fleet's mDNS link, independently of every firmware.")
            .Produces<BrowseDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet(LabRoutes.Packets, ReadPacketsAsync)
            .WithName("GetPackets")
            .WithSummary("The packets on the fleet's mDNS link since the start of the recording, which the first such request causes at the latest.")
            .Produces<PacketsDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        FaultEndpoints.Map(routes);
        routes.MapDelete(LabRoutes.Lease, ReleaseAsync)
            .WithName("ReleaseLease")
            .WithSummary("Releases a fleet in a state: ?state=clean, dirty (the default) or failed. Returns when its stations are stopped, idle or kept.")
            .Produces<ReleaseDocument>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> AcquireAsync(
        LeaseRequest request, FleetPool fleets, StationKind kind, GenerationDetector generation, CancellationToken cancellation)
    {
        if (request.Size is < 1 or > LabOptions.MaximumStations)
        {
            return Problems.BadRequest($"size {request.Size}: not a number from 1 to {LabOptions.MaximumStations}.");
        }

        var lease = await fleets.AcquireAsync(request, cancellation);
        try
        {
            await generation.DetectAsync(lease.Stations[0].FirmwareUrl, cancellation);
            return HttpResults.Created($"{LabRoutes.Leases}/{lease.Id}", Document(lease, kind, generation));
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    private static IResult Get(string id, FleetPool fleets, StationKind kind, GenerationDetector generation) =>
        fleets.Find(id) is { } lease ? HttpResults.Ok(Document(lease, kind, generation)) : NoSuchLease(id);

    private static async Task<IResult> BrowseAsync(string id, FleetPool fleets, CancellationToken cancellation)
    {
        if (fleets.Find(id) is not { } lease)
        {
            return NoSuchLease(id);
        }

        var browser = lease.Fleet.Browser;
        return HttpResults.Ok(new BrowseDocument(browser.Name, await browser.BrowseAsync(cancellation)));
    }

    private static async Task<IResult> ReadPacketsAsync(string id, FleetPool fleets, CancellationToken cancellation) =>
        fleets.Find(id) is not { } lease ? NoSuchLease(id)
        : lease.Fleet.Recorder is { } recorder ? HttpResults.Ok(new PacketsDocument(await recorder.ReadAsync(cancellation)))
        : throw new LabException("The stations share the machine's mDNS link, on which packets do not show their sender. Use --isolation=namespace.");

    private static async Task<IResult> ReleaseAsync(string id, [FromQuery] string? state, FleetPool fleets)
    {
        if (!States.TryGetValue(state ?? "dirty", out var released))
        {
            return Problems.BadRequest($"state={state}: not one of {string.Join(", ", States.Keys)}.");
        }

        if (fleets.Find(id) is not { } lease)
        {
            return NoSuchLease(id);
        }

        await lease.ReleaseAsync(released);
        return HttpResults.Ok(new ReleaseDocument(lease.Failures));
    }

    /// <summary>The error of a request for a lease that is not there.</summary>
    public static IResult NoSuchLease(string id) => Problems.NotFound($"Lease '{id}' does not exist. It was released, or it belongs to another lab.");

    /// <summary>The document of a lease.</summary>
    public static LeaseDocument Document(Lease lease, StationKind kind, GenerationDetector generation) => new(
        lease.Id,
        generation.Detected?.Name ?? "",
        [.. kind.Firmware.Generations.Select(each => each.Name)],
        generation.Describe(kind),
        SharesLink: !kind.HasOwnLink,
        lease.Fleet.Network.HostAddress,
        lease.IsReused,
        lease.Stations,
        lease.Failures)
    {
        Test = lease.Test,
        Faults = kind.Faults(lease.Fleet.Network),
        SetsUptime = kind.Firmware.SetsUptime,
        RecordsPackets = lease.Fleet.Recorder is { IsStarted: true },
    };
}
