using System.Text.Json;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.Messages;

namespace SuiteHost;

/// <summary>Collects the results of a run from the messages of the test platform.</summary>
internal sealed class ResultCollector : IDataConsumer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<Result> _results = [];

    public Type[] DataTypesConsumed => [typeof(TestNodeUpdateMessage)];

    public string Uid => nameof(ResultCollector);

    public string Version => "1.0.0";

    public string DisplayName => "Results";

    public string Description => "Collects the results of a run.";

    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    // The platform calls it for one message at a time.
    public Task ConsumeAsync(IDataProducer dataProducer, IData value, CancellationToken cancellationToken)
    {
        var test = ((TestNodeUpdateMessage)value).TestNode;
        if (test.Properties.SingleOrDefault<TestNodeStateProperty>() is { } state && Outcome(state) is { } outcome)
        {
            var method = test.Properties.Single<TestMethodIdentifierProperty>();
            var duration = test.Properties.SingleOrDefault<TimingProperty>()?.GlobalTiming.Duration ?? TimeSpan.Zero;
            _results.Add(new Result($"{method.Namespace}.{method.TypeName}", test.DisplayName, outcome, duration, Message(state)));
        }

        return Task.CompletedTask;
    }

    public string ToJson() => JsonSerializer.Serialize(_results, Json);

    private static string Message(TestNodeStateProperty state)
    {
        var exception = state switch
        {
            FailedTestNodeStateProperty failed => failed.Exception,
            ErrorTestNodeStateProperty error => error.Exception,
            TimeoutTestNodeStateProperty timeout => timeout.Exception,
            _ => null,
        };
        return exception?.Message ?? state.Explanation ?? "";
    }

    // Null while the test is not completed.
    private static string? Outcome(TestNodeStateProperty state) => state switch
    {
        DiscoveredTestNodeStateProperty or InProgressTestNodeStateProperty => null,
        PassedTestNodeStateProperty => "Passed",
        SkippedTestNodeStateProperty => "Skipped",
        _ => "Failed",
    };

    /// <summary>The result of a test, in the form that the build reads.</summary>
    private sealed record Result(string Class, string Name, string Outcome, TimeSpan Duration, string Message);
}
