using LoadSharing.Lab.Fleets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace LoadSharing.Lab.Api;

/// <summary><c>/tests</c> and <c>/measurements</c>: what the lab is told.</summary>
internal static class TestEndpoints
{
    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/tests", (TestEvent test, ITestEvents tests) =>
            {
                tests.Hear(test);
                return HttpResults.NoContent();
            })
            .WithName("ReportTest").WithSummary("Tells what a test is doing, for the progress of the run.")
            .Produces(StatusCodes.Status204NoContent);
        routes.MapPost("/measurements", (StageMeasurement measurement, FleetManager fleets) =>
            {
                fleets.Measurements.Add(measurement.Stage, measurement.Seconds);
                return HttpResults.NoContent();
            })
            .WithName("ReportMeasurement").WithSummary("Tells how long something took that only a test can see, for the benchmark.")
            .Produces(StatusCodes.Status204NoContent);
    }
}
