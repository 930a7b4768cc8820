using LoadSharing.Lab.Fleets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace LoadSharing.Lab.Api;

/// <summary><c>/leases/{id}/partition</c> and <c>/leases/{id}/impairment</c>: faults of a fleet's network.</summary>
internal static class FaultEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(LabRoutes.Partition, (string id, PartitionRequest partition, FleetPool fleets) =>
                RunAsync(id, fleets, fleet => PartitionAsync(fleet, partition)))
            .WithName("PartitionFleet").WithSummary("Splits a fleet into two sides that do not reach each other.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapDelete(LabRoutes.Partition, (string id, FleetPool fleets) => RunAsync(id, fleets, async fleet =>
            {
                await fleet.HealPartitionAsync();
                return HttpResults.NoContent();
            }))
            .WithName("HealPartition").WithSummary("Makes all stations of a fleet reach each other again.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapPost(LabRoutes.Impairment, (string id, ImpairmentRequest impairment, FleetPool fleets) =>
                RunAsync(id, fleets, fleet => ImpairAsync(fleet, impairment)))
            .WithName("ImpairNetwork").WithSummary("Makes the network between the stations lose and delay packets. Only a network namespace can.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapDelete(LabRoutes.Impairment, (string id, FleetPool fleets) => RunAsync(id, fleets, async fleet =>
            {
                await fleet.ImpairAsync(new ImpairmentRequest());
                return HttpResults.NoContent();
            }))
            .WithName("HealNetwork").WithSummary("Ends the loss and the delay of packets.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static Task<IResult> RunAsync(string id, FleetPool fleets, Func<Fleet, Task<IResult>> operation) =>
        fleets.Find(id) is { } lease ? operation(lease.Fleet) : Task.FromResult(LeaseEndpoints.NoSuchLease(id));

    private static async Task<IResult> PartitionAsync(Fleet fleet, PartitionRequest partition)
    {
        var side = fleet.Stations.Where(station => partition.Side.Contains(station.Name)).ToList();
        if (side.Count != partition.Side.Count || side.Count == 0 || side.Count == fleet.Stations.Count)
        {
            var names = string.Join(", ", fleet.Stations.Select(station => station.Name));
            return Problems.BadRequest($"side '{string.Join(", ", partition.Side)}': must be at least one, but not all, of the stations {names}.");
        }

        await fleet.PartitionAsync(side);
        return HttpResults.NoContent();
    }

    private static async Task<IResult> ImpairAsync(Fleet fleet, ImpairmentRequest impairment)
    {
        if (impairment is not { LossPercent: >= 0 and <= 100, DelayMilliseconds: >= 0 and <= 60_000 } or { LossPercent: 0, DelayMilliseconds: 0 })
        {
            return Problems.BadRequest(
                $"lossPercent {impairment.LossPercent}, delayMilliseconds {impairment.DelayMilliseconds}: "
                + "must be 0 to 100 and 0 to 60000, and one of them above 0.");
        }

        await fleet.ImpairAsync(impairment);
        return HttpResults.NoContent();
    }
}
