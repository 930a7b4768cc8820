using Build.Lab.Fleets;
using Build.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace Build.Lab.Api;

/// <summary><c>/fleets</c>.</summary>
internal static class FleetEndpoints
{
    private static readonly IReadOnlyDictionary<string, Returned> Ways = new SortedDictionary<string, Returned>
    {
        ["failed"] = Returned.Failed,
        ["good-as-new"] = Returned.AsGoodAsNew,
        ["used"] = Returned.Used,
    };

    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/fleets", LeaseAsync)
            .WithName("LeaseFleet").WithSummary("Leases a fleet of stations that see exactly each other; answers when all are ready.")
            .Produces<FleetDocument>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapGet("/fleets", (FleetManager fleets, ContractDetector contract) => fleets.Fleets.Select(fleet => Document(fleet, fleets, contract.Found)))
            .WithName("ListFleets").WithSummary("The fleets that are leased now.").Produces<FleetDocument[]>();
        routes.MapGet("/fleets/{id}", Get)
            .WithName("GetFleet").WithSummary("A leased fleet, with the parts that ended by themselves.")
            .Produces<FleetDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/fleets/{id}/services", LookAsync)
            .WithName("ObserveFleet").WithSummary("What somebody who is no firmware sees on the fleet's mDNS link; asks the link anew.")
            .Produces<ServicesDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapDelete("/fleets/{id}", ReleaseAsync)
            .WithName("ReleaseFleet").WithSummary("Gives a fleet back, with ?as=failed if its test failed, or ?as=good-as-new for the next test; answers when its stations are gone, or kept.")
            .Produces<ReleasedDocument>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> LookAsync(string id, FleetManager fleets, CancellationToken cancellation)
    {
        if (fleets.Find(id) is not { } fleet)
        {
            return NoSuchFleet(id);
        }

        var observer = fleets.ObserverOf(fleet);
        return HttpResults.Ok(new ServicesDocument(observer.Name, await observer.LookAsync(cancellation)));
    }

    private static async Task<IResult> LeaseAsync(FleetRequest request, FleetManager fleets, ContractDetector contract, CancellationToken cancellation)
    {
        if (request.Size is < 1 or > Parse.MaximumStations)
        {
            return Problems.BadRequest($"size {request.Size}: give a whole number from 1 to {Parse.MaximumStations}.");
        }

        var fleet = await fleets.LeaseAsync(request.Size, request.Test ?? "", request.UsedWillDo, cancellation);
        try
        {
            var found = await contract.OfAsync(fleet.Stations[0].FirmwareUrl, cancellation);
            return HttpResults.Created($"/fleets/{fleet.Id}", Document(fleet, fleets, found));
        }
        catch
        {
            await fleets.ReleaseAsync(fleet.Id);
            throw;
        }
    }

    private static IResult Get(string id, FleetManager fleets, ContractDetector contract) =>
        fleets.Find(id) is { } fleet ? HttpResults.Ok(Document(fleet, fleets, contract.Found)) : NoSuchFleet(id);

    private static async Task<IResult> ReleaseAsync(string id, [FromQuery(Name = "as")] string? how, FleetManager fleets) =>
        !Ways.TryGetValue(how ?? "used", out var returned) ? Problems.BadRequest($"as={how}: give one of {string.Join(", ", Ways.Keys)}.")
        : await fleets.ReleaseAsync(id, returned) is { } ended ? HttpResults.Ok(new ReleasedDocument(ended))
        : NoSuchFleet(id);

    private static IResult NoSuchFleet(string id) => Problems.NotFound($"There is no fleet '{id}': it was given back, or it is another lab's.");

    private static FleetDocument Document(Fleet fleet, FleetManager fleets, Contract? contract) => new(
        fleet.Id,
        contract?.Name ?? "",
        contract is null ? fleets.Kind.Description : $"{fleets.Kind.Description}, contract {contract}",
        !fleets.Kind.HasOwnLink,
        fleet.Network.TestAddress,
        fleet.IsUsed,
        [.. fleet.Stations.Select(StationDocument.Of)],
        fleet.Ended);
}
