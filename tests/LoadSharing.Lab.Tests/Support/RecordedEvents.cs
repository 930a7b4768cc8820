using System.Collections.Concurrent;
using LoadSharing.Lab.Contracts;

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
