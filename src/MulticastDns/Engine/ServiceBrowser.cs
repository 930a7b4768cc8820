using System.Net;
using System.Net.Sockets;
using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>Turns cached records into service instances and tells subscribers what changed.</summary>
/// <param name="cache">What is known of the link.</param>
/// <param name="random">Spreads questions.</param>
internal sealed class ServiceBrowser(RecordCache cache, Random random)
{
    private readonly Dictionary<DnsName, TypeView> _types = [];
    private readonly Dictionary<DnsName, HashSet<InstanceView>> _byHost = [];

    /// <summary>Everything that asks: subscriptions for their type, instances for what they lack.</summary>
    public IEnumerable<(QuestionSchedule Schedule, IReadOnlyList<RecordSetKey> Questions)> Askers => _types.Values.SelectMany(view =>
        view.Subscriptions.Select(subscription => (subscription.Question, TypeQuestion(subscription)))
            .Concat(view.Instances.Values
                .Where(instance => instance.Question is not null)
                .Select(instance => (instance.Question!, instance.Missing))));

    public Subscription Subscribe(string type, TimeSpan now)
    {
        var name = ServiceNames.TypeName(type);
        var subscription = new Subscription(type, name, new QuestionSchedule(now, random));
        if (!_types.TryGetValue(name, out var view))
        {
            _types.Add(name, view = new TypeView());
            foreach (var pointer in cache.Current(name, DnsType.Ptr))
            {
                AddInstance(view, pointer.Record, now);
            }
        }

        view.Subscriptions.Add(subscription);
        foreach (var instance in view.Instances.Values.Select(instance => instance.Current).OfType<ServiceInstance>())
        {
            subscription.Post(ServiceEventKind.Found, instance);
        }

        return subscription;
    }

    public void Unsubscribe(Subscription subscription)
    {
        subscription.Complete();
        if (_types.TryGetValue(subscription.TypeName, out var view) && view.Subscriptions.Remove(subscription) && view.Subscriptions.Count == 0)
        {
            _types.Remove(subscription.TypeName);
            foreach (var instance in view.Instances.Values)
            {
                SetHost(instance, null);
            }
        }
    }

    public void UnsubscribeAll()
    {
        foreach (var subscription in _types.Values.SelectMany(view => view.Subscriptions).ToList())
        {
            Unsubscribe(subscription);
        }
    }

    /// <summary>Whether a subscriber minds the record's end.</summary>
    public bool IsOfInterest(DnsRecord record) => record.Type switch
    {
        DnsType.Ptr => _types.ContainsKey(record.Name),
        DnsType.A or DnsType.Aaaa => _byHost.ContainsKey(record.Name),
        _ => FindInstance(record.Name) is not null,
    };

    /// <summary>Looks again at the instances that changed records are about, each once: a packet is taken as a whole.</summary>
    public void Update(IReadOnlyCollection<DnsRecord> changed, TimeSpan now)
    {
        if (_types.Count == 0)
        {
            return;
        }

        var affected = new HashSet<InstanceView>();
        foreach (var record in changed)
        {
            switch (record.Type)
            {
                case DnsType.Ptr when _types.TryGetValue(record.Name, out var view):
                    affected.UnionWith(AddInstance(view, record, now) is { } added ? [added] : []);
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

    private static IReadOnlyList<RecordSetKey> TypeQuestion(Subscription subscription) => [new RecordSetKey(subscription.TypeName, DnsType.Ptr)];

    private InstanceView? FindInstance(DnsName name) =>
        _types.TryGetValue(name.Parent, out var view) ? view.Instances.GetValueOrDefault(name) : null;

    private InstanceView? AddInstance(TypeView view, DnsRecord pointer, TimeSpan now)
    {
        var name = ((PointerData)pointer.Data).Target;
        if (!name.Parent.Equals(pointer.Name) || name.IsRoot)
        {
            return null;
        }

        if (!view.Instances.TryGetValue(name, out var instance))
        {
            view.Instances.Add(name, instance = new InstanceView(name, view));
            Resolve(instance, now);
        }

        return instance;
    }

    private void Resolve(InstanceView instance, TimeSpan now)
    {
        if (cache.Find(new RecordKey(instance.Name.Parent, new PointerData(instance.Name))) is null)
        {
            instance.Type.Instances.Remove(instance.Name);
            SetHost(instance, null);
            SetCurrent(instance, null);
            return;
        }

        var service = Newest(instance.Name, DnsType.Srv)?.Data as ServiceData;
        var text = Newest(instance.Name, DnsType.Txt)?.Data as TextData;
        SetHost(instance, service?.Target);
        var addresses = service is null ? [] : Addresses(service.Target);
        instance.Missing = [.. Missing(instance.Name, service, text, addresses)];
        instance.Question = instance.Missing.Count == 0 ? null : instance.Question ?? new QuestionSchedule(now, random);
        SetCurrent(instance, service is null || text is null || addresses.Length == 0
            ? null
            : new ServiceInstance(
                instance.Name.FirstLabel, "", ServiceNames.HostText(service.Target), service.Port, addresses, TextStrings.Decode(text)));
    }

    private static IEnumerable<RecordSetKey> Missing(DnsName name, ServiceData? service, TextData? text, IPAddress[] addresses)
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

    private static void SetCurrent(InstanceView instance, ServiceInstance? next)
    {
        var last = instance.Current;
        instance.Current = next;
        if (next is null && last is not null)
        {
            instance.Type.Post(ServiceEventKind.Removed, last);
        }
        else if (next is not null && !next.Equals(last))
        {
            instance.Type.Post(last is null ? ServiceEventKind.Found : ServiceEventKind.Changed, next);
        }
    }

    private void SetHost(InstanceView instance, DnsName? host)
    {
        if (instance.Host is { } last && !last.Equals(host) && _byHost[last].Remove(instance) && _byHost[last].Count == 0)
        {
            _byHost.Remove(last);
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

    private DnsRecord? Newest(DnsName name, DnsType type) => cache.Current(name, type).MaxBy(cached => cached.HeardAt)?.Record;

    private IPAddress[] Addresses(DnsName host) => [.. cache.Current(host, DnsType.A)
        .Concat(cache.Current(host, DnsType.Aaaa))
        .Select(cached => ((AddressData)cached.Record.Data).Address)
        .OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6)
        .ThenBy(address => Convert.ToHexString(address.GetAddressBytes()), StringComparer.Ordinal)];
}
