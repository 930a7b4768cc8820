using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>A type that somebody reads.</summary>
internal sealed class TypeView
{
    public List<Subscription> Subscriptions { get; } = [];

    public Dictionary<DnsName, InstanceView> Instances { get; } = [];

    public void Post(ServiceEventKind kind, ServiceInstance instance)
    {
        foreach (var subscription in Subscriptions)
        {
            subscription.Post(kind, instance);
        }
    }
}
