using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using LoadSharing.Lab;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Build;

/// <summary>Exports the spans of this process's labs to <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, as the other variables of OpenTelemetry say.</summary>
[SuppressMessage("Performance", "CA1859", Justification = "A type of OpenTelemetry in a signature would load it.")]
internal static class Traces
{
    /// <summary>Starts the export; null without the variable.</summary>
    /// <returns>Ends the export, after it has sent the last spans.</returns>
    public static IDisposable? Export() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")) ? null : ExportToEndpoint();

    // A method of its own: its libraries are loaded when it is compiled.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IDisposable ExportToEndpoint() => Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(resource => resource.AddService("load-sharing-lab").AddEnvironmentVariableDetector())
        .AddSource(LabTraces.SourceName)
        .AddAspNetCoreInstrumentation()
        .AddOtlpExporter()
        .Build();
}
