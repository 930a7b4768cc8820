using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LoadSharing.MSTest.Fixture;

/// <summary>Exports a span for each test and its requests to <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, as the other variables of OpenTelemetry say.</summary>
[TestClass]
[SuppressMessage("Performance", "CA1859", Justification = "A type of OpenTelemetry in a signature would load it.")]
public static class SuiteTraces
{
    private static readonly ActivitySource Source = new("LoadSharing.MSTest");
    private static IDisposable? _export;

    [AssemblyInitialize]
    public static void Begin(TestContext context) =>
        _export = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")) ? null : ExportToEndpoint();

    /// <summary>Sends the last spans.</summary>
    [AssemblyCleanup]
    public static void End() => _export?.Dispose();

    /// <summary>Runs a test in a span, which gets its outcome.</summary>
    internal static async Task<TestResult[]> RunAsync(ITestMethod test, Func<Task<TestResult[]>> run)
    {
        using var span = Source.StartActivity($"{test.TestClassName}.{test.TestMethodName}");
        var results = await run();
        foreach (var result in results)
        {
            span?.SetTag("test.case.result.status", Status(result.Outcome));
            if (Status(result.Outcome) == "fail")
            {
                span?.SetStatus(ActivityStatusCode.Error, result.TestFailureException?.Message);
            }
        }

        return results;
    }

    // The first two are those of OpenTelemetry's conventions.
    private static string Status(UnitTestOutcome outcome) => outcome switch
    {
        UnitTestOutcome.Passed => "pass",
        UnitTestOutcome.Inconclusive => "skip",
        _ => "fail",
    };

    // A method of its own: its libraries are loaded when it is compiled.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IDisposable ExportToEndpoint()
    {
        // Spans add headers to requests. A station gets the requests that tests have written; only the client of the lab asks for these headers.
        DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator();
        return Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("load-sharing-suite").AddEnvironmentVariableDetector())
            .AddSource(Source.Name, "System.Net.Http")
            .AddOtlpExporter()
            .Build();
    }
}
