using System.Text.RegularExpressions;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Stations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace LoadSharing.Lab.Api;

/// <summary><c>/stations</c>.</summary>
internal static partial class StationEndpoints
{
    // In bytes. The suite attaches it to results, and reads at most 1 MB: bytes that are not UTF-8 take three in the response.
    private const int MaximumLog = 256 * 1024;

    private const double MaximumDelay = 60_000;

    // In s: 100 days, two rollovers of the firmware's milliseconds.
    private const double MaximumUptime = 8_640_000;

    // A label of a domain name: RFC 1035, section 2.3.4; RFC 1123, section 2.1.
    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\z")]
    private static partial Regex HostName { get; }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(
                LabRoutes.Station,
                (string name, FleetPool fleets) => fleets.FindStation(name) is { } station ? HttpResults.Ok(station.Document) : NoSuchStation(name))
            .WithName("GetStation").WithSummary("A station of a leased fleet.")
            .Produces<StationDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost(LabRoutes.Restart, RestartAsync)
            .WithName("RestartStation")
            .WithSummary("Stops the firmware and starts it in the same directory, optionally with another host name, contract or uptime. Returns when ready.")
            .Produces<StationDocument>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapPost(LabRoutes.Stop, (string name, StopRequest? stop, FleetPool fleets) =>
                RunAsync(name, fleets, station => station.StopFirmwareAsync(stop?.Signal ?? ProcessSignal.Terminate)))
            .WithName("StopStation").WithSummary("Stops the firmware. Returns when it has exited.")
            .Produces<StationDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapPost(LabRoutes.Start, (string name, StartRequest? start, FleetPool fleets, CancellationToken cancellation) =>
                RunAsync(name, fleets, station => station.StartFirmwareAsync(start?.FromBackup ?? false, cancellation)))
            .WithName("StartStation").WithSummary("Starts a stopped firmware in the same state directory, or with its backup. Returns when it is ready.")
            .Produces<StationDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapPost(LabRoutes.Backup, (string name, FleetPool fleets) => RunAsync(name, fleets, station => station.BackUpAsync()))
            .WithName("BackUpStation").WithSummary("Copies the state directory of the firmware, for a later start with it.")
            .Produces<StationDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapPost(LabRoutes.Freeze, (string name, FleetPool fleets) => RunAsync(name, fleets, station => station.FreezeFirmwareAsync()))
            .WithName("FreezeStation").WithSummary("Freezes the firmware as SIGSTOP does: it neither answers nor acts. Its emulator keeps running.")
            .Produces<StationDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapPost(LabRoutes.Thaw, (string name, FleetPool fleets) => RunAsync(name, fleets, station => station.ThawFirmwareAsync()))
            .WithName("ThawStation").WithSummary("Lets a frozen firmware continue.")
            .Produces<StationDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapPost(LabRoutes.Serial, SetSerialFaultAsync)
            .WithName("SetSerialFault").WithSummary("Makes the serial line between firmware and charger drop, garble or delay lines, or hang up.")
            .Produces<StationDocument>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapDelete(LabRoutes.Serial, (string name, FleetPool fleets) => RunAsync(name, fleets, station => station.SetSerialFaultAsync(null)))
            .WithName("HealSerial").WithSummary("Ends the fault of the serial line.")
            .Produces<StationDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        MapRequest(routes, LabRoutes.Discover, (station, cancellation) => station.DiscoverAsync(cancellation))
            .WithName("DiscoverPeers").WithSummary("Triggers a discovery of the firmware, as POST /loadsharing/discover does.");
        MapRequest(routes, LabRoutes.ConnectCar, (station, cancellation) => station.ConnectCarAsync(cancellation))
            .WithName("ConnectCar").WithSummary("Connects the car of the emulator.");
        MapRequest(routes, LabRoutes.RequestCharge, (station, cancellation) => station.RequestChargeAsync(cancellation))
            .WithName("RequestCharge").WithSummary("Makes the connected car request current.");
        routes.MapGet(LabRoutes.SavedPeers, ReadSavedPeersAsync)
            .WithName("GetSavedPeers").WithSummary("The file in which the firmware saves its peers, as the firmware wrote it.")
            .Produces<string>(contentType: "text/plain").ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet(LabRoutes.Log, ReadLogAsync)
            .WithName("GetLog").WithSummary("The log of a component: emulator, firmware or bridge. Of a long log, the last 256 KB.")
            .Produces<string>(contentType: "text/plain").ProducesProblem(StatusCodes.Status404NotFound);
    }

    // A fixed request to one of the station's own APIs, which a web page of the lab's origin cannot send.
    private static RouteHandlerBuilder MapRequest(IEndpointRouteBuilder routes, string route, Func<Station, CancellationToken, Task> send) =>
        routes.MapPost(route, (string name, FleetPool fleets, CancellationToken cancellation) =>
                RunAsync(name, fleets, station => send(station, cancellation)))
            .Produces<StationDocument>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<IResult> RestartAsync(string name, RestartRequest? restart, FleetPool fleets, StationKind kind, CancellationToken cancellation)
    {
        restart ??= new RestartRequest();
        if (restart.Hostname is { } hostname && !HostName.IsMatch(hostname))
        {
            return Task.FromResult(
                Problems.BadRequest($"hostname '{hostname}': not 1 to 63 letters, digits and hyphens that begin and end with a letter or digit."));
        }

        if (restart.UptimeSeconds is not (>= 0 and <= MaximumUptime))
        {
            return Task.FromResult(Problems.BadRequest($"uptimeSeconds {restart.UptimeSeconds}: not 0 to {MaximumUptime}."));
        }

        if (restart.UptimeSeconds > 0 && !kind.Firmware.SetsUptime)
        {
            return Task.FromResult(Problems.BadRequest($"uptimeSeconds {restart.UptimeSeconds}: only the clock of virtual firmware can be set."));
        }

        var known = kind.Firmware.Generations;
        var generation = known.FirstOrDefault(generation => generation.Name == restart.Contract);
        return restart.Contract is { } contract && generation is null
            ? Task.FromResult(Problems.BadRequest(
                known.Count == 0
                    ? $"contract '{contract}': the lab has one firmware, {kind.Firmware.Description}. Only virtual stations have several generations."
                    : $"contract '{contract}': not one of {string.Join(", ", known)}."))
            : RunAsync(name, fleets, station => station.RestartFirmwareAsync(
                restart.Signal, restart.Hostname, generation, TimeSpan.FromSeconds(restart.UptimeSeconds), cancellation));
    }

    private static Task<IResult> SetSerialFaultAsync(string name, SerialFaultRequest fault, FleetPool fleets) =>
        fault.DelayMilliseconds is >= 0 and <= MaximumDelay && fault.Fault == SerialFault.Delay == fault.DelayMilliseconds > 0
            ? RunAsync(name, fleets, station => station.SetSerialFaultAsync(fault))
            : Task.FromResult(Problems.BadRequest(
                $"delayMilliseconds {fault.DelayMilliseconds}: must be above 0 and at most {MaximumDelay} for delay, and 0 for other faults."));

    private static async Task<IResult> RunAsync(string name, FleetPool fleets, Func<Station, Task> operation)
    {
        if (fleets.FindStation(name) is not { } station)
        {
            return NoSuchStation(name);
        }

        if (station.Failures is [var failure, ..])
        {
            return Problems.Failed(failure);
        }

        await operation(station);
        return HttpResults.Ok(station.Document);
    }

    private static async Task<IResult> ReadSavedPeersAsync(string name, FleetPool fleets, CancellationToken cancellation) =>
        fleets.FindStation(name) is not { } station ? NoSuchStation(name)
        : !File.Exists(station.SavedPeers) ? Problems.NotFound($"The firmware of {name} has saved no peers.")
        : HttpResults.Text(await LogTail.ReadEndAsync(station.SavedPeers, MaximumLog, cancellation));

    private static async Task<IResult> ReadLogAsync(string name, string component, FleetPool fleets, CancellationToken cancellation) =>
        FindLog(name, component, fleets, out var problem) is { } log
            ? HttpResults.Text(await LogTail.ReadEndAsync(log, MaximumLog, cancellation))
            : problem;

    /// <summary>The path of the log of a component; null if there is none, with the reason.</summary>
    public static string? FindLog(string name, string component, FleetPool fleets, out IResult problem)
    {
        problem = NoSuchStation(name);
        if (fleets.FindStation(name) is not { } station)
        {
            return null;
        }

        var logs = Enum.GetValues<ComponentKind>()
            .Select(kind => (Name: kind.Name(), Log: station.LogOf(kind)!))
            .Where(candidate => candidate.Log is not null)
            .ToDictionary(candidate => candidate.Name, candidate => candidate.Log, StringComparer.OrdinalIgnoreCase);
        problem = Problems.NotFound($"{name} has no component '{component}'. It has: {string.Join(", ", logs.Keys)}.");
        return logs.GetValueOrDefault(component);
    }

    private static IResult NoSuchStation(string name) => Problems.NotFound($"Station '{name}' is not in a leased fleet.");
}
