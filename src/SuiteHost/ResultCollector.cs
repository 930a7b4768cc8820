using System.Text.Json;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.Messages;

namespace SuiteHost;

/// <summary>Keeps what the test platform tells of each test of a run.</summary>
internal sealed class ResultCollector : IDataConsumer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<CollectedResult> _results = [];

    public Type[] DataTypesConsumed => [typeof(TestNodeUpdateMessage)];

    public string Uid => nameof(ResultCollector);

    public string Version => "1.0.0";

    public string DisplayName => "Results";

    public string Description => "Keeps what came of each test.";

    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    // The platform tells one thing at a time.
    public Task ConsumeAsync(IDataProducer dataProducer, IData value, CancellationToken cancellationToken)
    {
        var test = ((TestNodeUpdateMessage)value).TestNode;
        if (test.Properties.SingleOrDefault<TestNodeStateProperty>() is { } state && Outcome(state) is { } outcome)
        {
            var method = test.Properties.Single<TestMethodIdentifierProperty>();
            var time = test.Properties.SingleOrDefault<TimingProperty>()?.GlobalTiming.Duration ?? TimeSpan.Zero;
            _results.Add(new CollectedResult($"{method.Namespace}.{method.TypeName}", test.DisplayName, outcome, time, Message(state)));
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

    // Null for a test that has not ended.
    private static string? Outcome(TestNodeStateProperty state) => state switch
    {
        DiscoveredTestNodeStateProperty or InProgressTestNodeStateProperty => null,
        PassedTestNodeStateProperty => "Passed",
        SkippedTestNodeStateProperty => "Skipped",
        _ => "Failed",
    };
}
