using LoadSharing.Lab.Fleets;
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

    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(LabRoutes.Leases, LeaseAsync)
            .WithName("LeaseFleet").WithSummary("Leases a fleet of stations that see exactly each other; answers when all are ready.")
            .Produces<LeaseDocument>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapGet(LabRoutes.Leases, (FleetManager fleets, ContractDetector contract) => fleets.Fleets.Select(fleet => Document(fleet, fleets, contract.Found)))
            .WithName("ListLeases").WithSummary("The fleets that are leased now.").Produces<LeaseDocument[]>();
        routes.MapGet(LabRoutes.Lease, Get)
            .WithName("GetLease").WithSummary("A leased fleet, with the parts that ended by themselves.")
            .Produces<LeaseDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet(LabRoutes.Services, BrowseAsync)
            .WithName("BrowseFleet").WithSummary("Browses the fleet's mDNS link, independently of every firmware.")
            .Produces<BrowseDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapDelete(LabRoutes.Lease, ReleaseAsync)
            .WithName("ReleaseFleet").WithSummary("Releases a fleet in a state: ?state=clean, dirty (the default) or failed. Answers when its stations are stopped, or kept.")
            .Produces<ReleaseDocument>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> BrowseAsync(string id, FleetManager fleets, CancellationToken cancellation)
    {
        if (fleets.Find(id) is not { } fleet)
        {
            return NoSuchFleet(id);
        }

        var observer = fleets.BrowserOf(fleet);
        return HttpResults.Ok(new BrowseDocument(observer.Name, await observer.BrowseAsync(cancellation)));
    }

    private static async Task<IResult> LeaseAsync(LeaseRequest request, FleetManager fleets, ContractDetector contract, CancellationToken cancellation)
    {
        if (request.Size is < 1 or > LabOptions.MaximumStations)
        {
            return Problems.BadRequest($"size {request.Size}: give a whole number from 1 to {LabOptions.MaximumStations}.");
        }

        var fleet = await fleets.LeaseAsync(request.Size, request.Test ?? "", !request.Fresh, cancellation);
        try
        {
            var found = await contract.OfAsync(fleet.Stations[0].FirmwareUrl, cancellation);
            return HttpResults.Created($"{LabRoutes.Leases}/{fleet.Id}", Document(fleet, fleets, found));
        }
        catch
        {
            await fleets.ReleaseAsync(fleet.Id);
            throw;
        }
    }

    private static IResult Get(string id, FleetManager fleets, ContractDetector contract) =>
        fleets.Find(id) is { } fleet ? HttpResults.Ok(Document(fleet, fleets, contract.Found)) : NoSuchFleet(id);

    private static async Task<IResult> ReleaseAsync(string id, [FromQuery] string? state, FleetManager fleets) =>
        !States.TryGetValue(state ?? "dirty", out var released) ? Problems.BadRequest($"state={state}: give one of {string.Join(", ", States.Keys)}.")
        : await fleets.ReleaseAsync(id, released) is { } ended ? HttpResults.Ok(new ReleaseDocument(ended))
        : NoSuchFleet(id);

    private static IResult NoSuchFleet(string id) => Problems.NotFound($"There is no fleet '{id}': it was given back, or it is another lab's.");

    private static LeaseDocument Document(Fleet fleet, FleetManager fleets, ApiGeneration? contract) => new(
        fleet.Id,
        contract?.Name ?? "",
        contract is null ? fleets.Kind.Description : $"{fleets.Kind.Description}, contract {contract}",
        !fleets.Kind.HasOwnLink,
        fleet.Network.TestAddress,
        fleet.IsUsed,
        [.. fleet.Stations.Select(Documents.Of)],
        fleet.Ended);
}
