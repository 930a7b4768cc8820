using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace Build.Lab.Api;

/// <summary><c>/tests</c>.</summary>
internal static class TestEndpoints
{
    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/tests", (TestEvent test, ITestEvents tests) =>
        {
            tests.Hear(test);
            return HttpResults.NoContent();
        })
        .WithName("ReportTest").WithSummary("Tells what a test is doing, for the progress of the run.")
        .Produces(StatusCodes.Status204NoContent);
}
