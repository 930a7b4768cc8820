using System.Threading.Channels;
using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>The event queue of one reader of a service type, and the schedule of its queries.</summary>
internal sealed class Subscription(string type, DnsName typeName, QuerySchedule queries)
{
    // Four events for each instance that the cache can hold.
    private const int Capacity = 4 * RecordCache.MaxSetSize;

    private readonly Channel<ServiceEvent> _events = Channel.CreateBounded<ServiceEvent>(Capacity);

    public DnsName TypeName { get; } = typeName;

    public QuerySchedule Queries { get; } = queries;

    public ChannelReader<ServiceEvent> Events => _events.Reader;

    public void Post(ServiceEventKind kind, ServiceInstance instance)
    {
        if (!_events.Writer.TryWrite(new ServiceEvent(kind, instance with { Type = type })))
        {
            _events.Writer.TryComplete(new InvalidOperationException($"The reader of '{type}' has {Capacity} unread events, the maximum. Read faster."));
        }
    }

    /// <summary>Ends the reader's enumeration after the events that are queued.</summary>
    public void Complete() => _events.Writer.TryComplete();
}
