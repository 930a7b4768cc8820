using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Stations;
using LoadSharing.Lab.Waiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace LoadSharing.Lab.Api;

/// <summary>The live page, and the streams of events that it follows.</summary>
internal static class PageEndpoints
{
    private const string Events = "text/event-stream";
    private const int NonceCharacters = 32;

    private static readonly TimeSpan SnapshotInterval = TimeSpan.FromMilliseconds(500);

    private static readonly string Page = ReadPage();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(LabRoutes.Page, GetPage).ExcludeFromDescription();
        routes.MapGet(LabRoutes.Snapshots, StreamSnapshots)
            .WithName("StreamSnapshots")
            .WithSummary("The leases, and what their stations report, twice a second. Stations are asked once a second, while a client follows.")
            .Produces<LabSnapshot>(contentType: Events);
        routes.MapGet(LabRoutes.FollowedLog, FollowLog)
            .WithName("FollowLog").WithSummary("The last 64 KB of a component's log, then each appended text.")
            .Produces<LogText>(contentType: Events).ProducesProblem(StatusCodes.Status404NotFound);
    }

    // The policy allows the page's own script and style only. Trusted types forbid it to turn text into markup, so that a firmware's cannot become any.
    private static IResult GetPage(HttpResponse response)
    {
        var nonce = RandomNumberGenerator.GetHexString(NonceCharacters, lowercase: true);
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src data:; connect-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        return HttpResults.Text(Page.Replace("{nonce}", nonce, StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    private static ServerSentEventsResult<LabSnapshot> StreamSnapshots(
        FleetPool fleets, StationKind kind, GenerationDetector generation, IHostApplicationLifetime lab, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(UntilStopAsync(lab, end => ReadSnapshotsAsync(fleets, kind, generation, end), cancellation));

    private static IResult FollowLog(string name, string component, FleetPool fleets, IHostApplicationLifetime lab, CancellationToken cancellation) =>
        StationEndpoints.FindLog(name, component, fleets, out var problem) is null
            ? problem
            : TypedResults.ServerSentEvents(UntilStopAsync(
                lab,
                end => LogFollower.FollowAsync(() => StationEndpoints.FindLog(name, component, fleets, out _), end).Select(text => new LogText(text)),
                cancellation));

    private static async IAsyncEnumerable<LabSnapshot> ReadSnapshotsAsync(
        FleetPool fleets, StationKind kind, GenerationDetector generation, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(SnapshotInterval);
        do
        {
            var leases = fleets.Leases;
            var stations = leases.SelectMany(lease => lease.Fleet.Stations).ToList();

            // A station that does not answer delays no other: its last values are sent.
            await Task.WhenAny(Task.WhenAll(stations.Select(station => station.RefreshViewAsync())), Task.Delay(SnapshotInterval, cancellation));
            yield return new LabSnapshot(
                generation.Describe(kind),
                [.. leases.Select(lease => LeaseEndpoints.Document(lease, kind, generation))],
                [.. stations.Select(station => station.View)]);
        }
        while (await timer.IsTickAsync(cancellation));
    }

    /// <summary>Ends a stream when its client leaves, or when the lab stops.</summary>
    private static async IAsyncEnumerable<T> UntilStopAsync<T>(
        IHostApplicationLifetime lab, Func<CancellationToken, IAsyncEnumerable<T>> stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lab.ApplicationStopping);
        await foreach (var item in stream(end.Token))
        {
            yield return item;
        }
    }

    private static string ReadPage()
    {
        using var reader = new StreamReader(typeof(PageEndpoints).Assembly.GetManifestResourceStream("Page.html")!);
        return reader.ReadToEnd();
    }
}
