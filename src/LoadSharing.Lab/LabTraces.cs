using System.Diagnostics;

namespace LoadSharing.Lab;

/// <summary>The spans of a lab. The host decides who listens to them; without a listener none is created.</summary>
public static class LabTraces
{
    /// <summary>The name of their source.</summary>
    public const string SourceName = "LoadSharing.Lab";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Runs a step in a span of its own, whose status is the error if the step throws.</summary>
    /// <param name="name">The name of the span.</param>
    /// <param name="step">The step. Its argument is null if nothing listens.</param>
    internal static async Task<T> RunAsync<T>(string name, Func<Activity?, Task<T>> step)
    {
        using var span = Source.StartActivity(name);
        try
        {
            return await step(span);
        }
        catch (Exception error)
        {
            span?.SetStatus(ActivityStatusCode.Error, error.Message);
            throw;
        }
    }
}
