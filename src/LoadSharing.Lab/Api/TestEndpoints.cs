using LoadSharing.Lab.Stations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace LoadSharing.Lab.Api;

/// <summary><c>/tests</c> and <c>/measurements</c>, to which the suite reports.</summary>
internal static class TestEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(LabRoutes.Tests, (TestEvent test, ILabEvents events) =>
            {
                events.OnTest(test);
                return HttpResults.NoContent();
            })
            .WithName("ReportTest").WithSummary("Reports the progress of a test.")
            .Produces(StatusCodes.Status204NoContent);
        routes.MapPost(LabRoutes.Measurements, (StageMeasurement measurement, Measurements measurements) =>
            {
                measurements.Add(measurement.Stage, measurement.Seconds);
                return HttpResults.NoContent();
            })
            .WithName("ReportMeasurement").WithSummary("Records a duration that only a test can measure, for the benchmark.")
            .Produces(StatusCodes.Status204NoContent);
    }
}
