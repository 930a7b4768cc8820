using System.Threading.Channels;
using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>One reader of a type's events, with the questions asked for it.</summary>
internal sealed class Subscription(string type, DnsName typeName, QuestionSchedule question)
{
    // Four events for each of the most instances a type can have here: a reader that far behind has stopped reading.
    private const int Capacity = 4 * RecordCache.MaxSetSize;

    private readonly Channel<ServiceEvent> _events = Channel.CreateBounded<ServiceEvent>(Capacity);

    public string Type { get; } = type;

    public DnsName TypeName { get; } = typeName;

    public QuestionSchedule Question { get; } = question;

    public ChannelReader<ServiceEvent> Events => _events.Reader;

    public void Post(ServiceEventKind kind, ServiceInstance instance)
    {
        if (!_events.Writer.TryWrite(new ServiceEvent(kind, instance with { Type = Type })))
        {
            _events.Writer.TryComplete(new InvalidOperationException($"The reader of '{Type}' is {Capacity} events behind; none more can be kept for it."));
        }
    }

    /// <summary>Ends the reader's enumeration after what is already there.</summary>
    public void Complete() => _events.Writer.TryComplete();
}
