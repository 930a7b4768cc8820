using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>An instance that a pointer has named: as last resolved, or what is being asked to resolve it.</summary>
internal sealed class InstanceView(DnsName name, TypeView type)
{
    public DnsName Name { get; } = name;

    public TypeView Type { get; } = type;

    public DnsName? Host { get; set; }

    public ServiceInstance? Current { get; set; }

    /// <summary>The record sets that are missing; none once resolved.</summary>
    public IReadOnlyList<RecordSetKey> Missing { get; set; } = [];

    public QuestionSchedule? Question { get; set; }
}
