using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Stations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace LoadSharing.Lab.Api;

/// <summary><c>/stations</c>.</summary>
internal static class StationEndpoints
{
    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var stations = routes.MapGroup("/stations/{name}").ProducesProblem(StatusCodes.Status404NotFound);
        stations.MapGet("/", (string name, FleetManager fleets) => fleets.FindStation(name) is { } station ? HttpResults.Ok(Documents.Of(station)) : NoSuchStation(name))
            .WithName("GetStation").WithSummary("A station of a leased fleet.").Produces<StationDocument>();
        stations.MapPost("/restart", RestartAsync)
            .WithName("RestartStation")
            .WithSummary("Stops the firmware and starts it again in the same state directory, under another host name if asked to; answers when it is ready.")
            .Produces<StationDocument>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        stations.MapPost("/stop", (string name, StopRequest? stop, FleetManager fleets) =>
                ActAsync(name, fleets, station => station.StopFirmwareAsync(stop?.Signal ?? ProcessSignal.Terminate)))
            .WithName("StopStation").WithSummary("Stops the firmware; answers when it is gone.")
            .Produces<StationDocument>().ProducesProblem(StatusCodes.Status409Conflict);
        stations.MapPost("/start", (string name, FleetManager fleets, CancellationToken cancellation) =>
                ActAsync(name, fleets, station => station.StartFirmwareAsync(cancellation)))
            .WithName("StartStation").WithSummary("Starts a stopped firmware in the same state directory; answers when it is ready.")
            .Produces<StationDocument>().ProducesProblem(StatusCodes.Status409Conflict);
        stations.MapGet("/logs/{component}", LogAsync)
            .WithName("GetLog").WithSummary("The whole log of a part: emulator, firmware or bridge.")
            .Produces<string>(contentType: "text/plain");
    }

    private static Task<IResult> RestartAsync(string name, RestartRequest? restart, FleetManager fleets, CancellationToken cancellation)
    {
        restart ??= new RestartRequest();
        return restart.Hostname is { } hostname && !HostLabel.Shape.IsMatch(hostname)
            ? Task.FromResult(Problems.BadRequest($"hostname '{hostname}': {HostLabel.Rule}."))
            : ActAsync(name, fleets, station => station.RestartFirmwareAsync(restart.Signal, restart.Hostname, cancellation));
    }

    private static async Task<IResult> ActAsync(string name, FleetManager fleets, Func<Station, Task> act)
    {
        if (fleets.FindStation(name) is not { } station)
        {
            return NoSuchStation(name);
        }

        if (station.Ended is [var ended, ..])
        {
            return Problems.Ended(ended);
        }

        await act(station);
        return HttpResults.Ok(Documents.Of(station));
    }

    private static async Task<IResult> LogAsync(string name, string component, FleetManager fleets, CancellationToken cancellation)
    {
        if (fleets.FindStation(name) is not { } station)
        {
            return NoSuchStation(name);
        }

        if (!Enum.TryParse<ComponentKind>(component, ignoreCase: true, out var kind) || station.LogOf(kind) is not { } log)
        {
            var parts = Enum.GetValues<ComponentKind>().Where(candidate => station.LogOf(candidate) is not null).Select(ComponentNames.Of);
            return Problems.NotFound($"{name} has no component '{component}'; it has: {string.Join(", ", parts)}.");
        }

        return HttpResults.Text(await LogTail.ReadAsync(log, cancellation));
    }

    private static IResult NoSuchStation(string name) => Problems.NotFound($"There is no station '{name}' in a leased fleet.");
}
