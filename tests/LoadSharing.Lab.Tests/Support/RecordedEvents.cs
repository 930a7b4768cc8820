using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LoadSharing.Lab.Tests.Support;

/// <summary>Records the events of a lab.</summary>
internal sealed class RecordedEvents : ILabEvents
{
    public RecordedLog Log { get; } = new();

    public ConcurrentQueue<ComponentFailure> Failures { get; } = new();

    public ConcurrentQueue<TestEvent> Tests { get; } = new();

    public void OnComponentExited(ComponentFailure failure) => Failures.Enqueue(failure);

    public void OnTest(TestEvent test) => Tests.Enqueue(test);
}

/// <summary>A logger that keeps its messages.</summary>
internal sealed class RecordedLog : ILogger
{
    private readonly ConcurrentQueue<string> _messages = new();

    public IReadOnlyList<string> Messages => [.. _messages];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _messages.Enqueue(formatter(state, exception));
}
