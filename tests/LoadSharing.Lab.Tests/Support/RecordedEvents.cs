using System.Collections.Concurrent;
using LoadSharing.Lab.Contracts;

namespace LoadSharing.Lab.Tests.Support;

/// <summary>What a lab told.</summary>
internal sealed class RecordedEvents : ILabEvents
{
    public ConcurrentQueue<string> Notes { get; } = new();

    public ConcurrentQueue<ComponentFailure> Failures { get; } = new();

    public ConcurrentQueue<TestEvent> Tests { get; } = new();

    public void Note(string message) => Notes.Enqueue(message);

    public void ComponentExited(ComponentFailure failure) => Failures.Enqueue(failure);

    public void Hear(TestEvent test) => Tests.Enqueue(test);
}
