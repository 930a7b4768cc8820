using System.Net;
using System.Net.Sockets;
using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>Resolves the service instances of the subscribed types from cached records, and posts changes to the subscriptions.</summary>
/// <param name="cache">The records received on the link.</param>
/// <param name="random">Randomizes the first query.</param>
internal sealed class ServiceBrowser(RecordCache cache, Random random)
{
    private readonly Dictionary<DnsName, BrowsedType> _types = [];
    private readonly Dictionary<DnsName, HashSet<BrowsedInstance>> _byHost = [];

    /// <summary>The queries for subscribed types and for the missing records of instances.</summary>
    public IEnumerable<(QuerySchedule Schedule, IReadOnlyList<RecordSetKey> RecordSets)> Queries => _types.Values.SelectMany(type =>
        type.Subscriptions.Select(subscription => (subscription.Queries, (IReadOnlyList<RecordSetKey>)[new RecordSetKey(subscription.TypeName, DnsType.Ptr)]))
            .Concat(type.Instances.Values
                .Where(instance => instance.Queries is not null)
                .Select(instance => (instance.Queries!, instance.Missing))));

    public Subscription Subscribe(string type, TimeSpan now)
    {
        var name = ServiceRecords.TypeName(type);
        var subscription = new Subscription(type, name, new QuerySchedule(now, random));
        if (!_types.TryGetValue(name, out var browsed))
        {
            _types.Add(name, browsed = new BrowsedType());
            foreach (var pointer in cache.Current(name, DnsType.Ptr))
            {
                AddInstance(browsed, pointer.Record, now);
            }
        }

        browsed.Subscriptions.Add(subscription);
        foreach (var instance in browsed.Instances.Values.Select(instance => instance.Resolved).OfType<ServiceInstance>())
        {
            subscription.Post(ServiceEventKind.Found, instance);
        }

        return subscription;
    }

    public void Unsubscribe(Subscription subscription)
    {
        subscription.Complete();
        if (_types.TryGetValue(subscription.TypeName, out var type) && type.Subscriptions.Remove(subscription) && type.Subscriptions.Count == 0)
        {
            _types.Remove(subscription.TypeName);
            foreach (var instance in type.Instances.Values)
            {
                SetHost(instance, null);
            }
        }
    }

    public void UnsubscribeAll()
    {
        foreach (var subscription in _types.Values.SelectMany(type => type.Subscriptions).ToList())
        {
            Unsubscribe(subscription);
        }
    }

    /// <summary>Whether a subscription depends on the record.</summary>
    public bool IsOfInterest(DnsRecord record) => record.Type switch
    {
        DnsType.Ptr => _types.ContainsKey(record.Name),
        DnsType.A or DnsType.Aaaa => _byHost.ContainsKey(record.Name),
        _ => FindInstance(record.Name) is not null,
    };

    /// <summary>Resolves the instances that depend on changed records, each once per packet.</summary>
    public void Update(IReadOnlyCollection<DnsRecord> changed, TimeSpan now)
    {
        if (_types.Count == 0)
        {
            return;
        }

        var affected = new HashSet<BrowsedInstance>();
        foreach (var record in changed)
        {
            switch (record.Type)
            {
                case DnsType.Ptr when _types.TryGetValue(record.Name, out var type):
                    affected.UnionWith(AddInstance(type, record, now) is { } added ? [added] : []);
                    break;
                case DnsType.Srv or DnsType.Txt when FindInstance(record.Name) is { } instance:
                    affected.Add(instance);
                    break;
                case DnsType.A or DnsType.Aaaa when _byHost.TryGetValue(record.Name, out var instances):
                    affected.UnionWith(instances);
                    break;
                default:
                    break;
            }
        }

        foreach (var instance in affected)
        {
            Resolve(instance, now);
        }
    }

    private BrowsedInstance? FindInstance(DnsName name) =>
        _types.TryGetValue(name.Parent, out var type) ? type.Instances.GetValueOrDefault(name) : null;

    private BrowsedInstance? AddInstance(BrowsedType type, DnsRecord pointer, TimeSpan now)
    {
        var name = ((PtrData)pointer.Data).Target;
        if (!name.Parent.Equals(pointer.Name) || name.IsRoot)
        {
            return null;
        }

        if (!type.Instances.TryGetValue(name, out var instance))
        {
            type.Instances.Add(name, instance = new BrowsedInstance(name, type));
            Resolve(instance, now);
        }

        return instance;
    }

    private void Resolve(BrowsedInstance instance, TimeSpan now)
    {
        if (cache.Find(new RecordKey(instance.Name.Parent, new PtrData(instance.Name))) is null)
        {
            instance.Type.Instances.Remove(instance.Name);
            SetHost(instance, null);
            SetResolved(instance, null);
            return;
        }

        var service = Newest(instance.Name, DnsType.Srv)?.Data as SrvData;
        var text = Newest(instance.Name, DnsType.Txt)?.Data as TxtData;
        SetHost(instance, service?.Target);
        var addresses = service is null ? [] : Addresses(service.Target);
        instance.Missing = [.. Missing(instance.Name, service, text, addresses)];
        instance.Queries = instance.Missing.Count == 0 ? null : instance.Queries ?? new QuerySchedule(now, random);

        // The subscription sets the type, in the spelling of its reader.
        SetResolved(instance, service is null || text is null || addresses.Length == 0
            ? null
            : new ServiceInstance(instance.Name.FirstLabel, "", ServiceRecords.HostName(service.Target), service.Port, addresses, text.Decode()));
    }

    private static IEnumerable<RecordSetKey> Missing(DnsName name, SrvData? service, TxtData? text, IPAddress[] addresses)
    {
        if (service is null)
        {
            yield return new RecordSetKey(name, DnsType.Srv);
        }
        else if (addresses.Length == 0)
        {
            yield return new RecordSetKey(service.Target, DnsType.A);
            yield return new RecordSetKey(service.Target, DnsType.Aaaa);
        }

        if (text is null)
        {
            yield return new RecordSetKey(name, DnsType.Txt);
        }
    }

    private static void SetResolved(BrowsedInstance instance, ServiceInstance? resolved)
    {
        var previous = instance.Resolved;
        instance.Resolved = resolved;
        if (Equals(resolved, previous))
        {
            return;
        }

        var kind = resolved is null ? ServiceEventKind.Removed : previous is null ? ServiceEventKind.Found : ServiceEventKind.Changed;
        foreach (var subscription in instance.Type.Subscriptions)
        {
            subscription.Post(kind, resolved ?? previous!);
        }
    }

    private void SetHost(BrowsedInstance instance, DnsName? host)
    {
        if (instance.Host is { } previous && !previous.Equals(host) && _byHost[previous].Remove(instance) && _byHost[previous].Count == 0)
        {
            _byHost.Remove(previous);
        }

        instance.Host = host;
        if (host is not null)
        {
            if (!_byHost.TryGetValue(host, out var instances))
            {
                _byHost.Add(host, instances = []);
            }

            instances.Add(instance);
        }
    }

    private DnsRecord? Newest(DnsName name, DnsType type) => cache.Current(name, type).MaxBy(cached => cached.ReceivedAt)?.Record;

    private IPAddress[] Addresses(DnsName host) => [.. cache.Current(host, DnsType.A)
        .Concat(cache.Current(host, DnsType.Aaaa))
        .Select(cached => ((AddressData)cached.Record.Data).Address)
        .OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6)
        .ThenBy(address => Convert.ToHexString(address.GetAddressBytes()), StringComparer.Ordinal)];

    /// <summary>A service type with at least one subscription.</summary>
    private sealed class BrowsedType
    {
        public List<Subscription> Subscriptions { get; } = [];

        public Dictionary<DnsName, BrowsedInstance> Instances { get; } = [];
    }

    /// <summary>An instance that a PTR record of a subscribed type points to.</summary>
    private sealed class BrowsedInstance(DnsName name, BrowsedType type)
    {
        public DnsName Name { get; } = name;

        public BrowsedType Type { get; } = type;

        /// <summary>The target of the SRV record; null if that is missing.</summary>
        public DnsName? Host { get; set; }

        /// <summary>Null while records are missing.</summary>
        public ServiceInstance? Resolved { get; set; }

        public IReadOnlyList<RecordSetKey> Missing { get; set; } = [];

        /// <summary>The schedule of queries for the missing records; null if none are missing.</summary>
        public QuerySchedule? Queries { get; set; }
    }
}
