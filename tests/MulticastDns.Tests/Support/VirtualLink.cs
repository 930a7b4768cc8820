namespace MulticastDns.Tests.Support;

/// <summary>A link without sockets and with a simulated clock, which records all packets.</summary>
internal sealed class VirtualLink(int seed = 1)
{
    public const int Port = 5353;

    private readonly List<VirtualNode> _nodes = [];
    private readonly Queue<(byte[] Packet, IPEndPoint Source)> _inFlight = [];

    public TimeSpan Now { get; private set; }

    /// <summary>All packets that nodes sent, in order.</summary>
    public List<SentPacket> Sent { get; } = [];

    /// <summary>Whether a multicast packet is lost.</summary>
    public Func<SentPacket, bool> IsLost { get; set; } = _ => false;

    public VirtualNode Join(string address = "127.0.0.1")
    {
        var node = new VirtualNode(this, IPAddress.Parse(address), seed + _nodes.Count);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Removes a node without a goodbye.</summary>
    public void Disconnect(VirtualNode node) => _nodes.Remove(node);

    public void Send(SentPacket sent)
    {
        Sent.Add(sent);
        if (sent.To is null && !IsLost(sent))
        {
            _inFlight.Enqueue((sent.Packet, sent.By.Source));
        }
    }

    /// <summary>Delivers a packet that no node of this link sent.</summary>
    public void Inject(DnsMessage message, string address = "127.0.0.1", int port = Port) => Inject(Messages.Encode(message), address, port);

    /// <inheritdoc cref="Inject(DnsMessage, string, int)"/>
    public void Inject(byte[] packet, string address = "127.0.0.1", int port = Port)
    {
        _inFlight.Enqueue((packet, new IPEndPoint(IPAddress.Parse(address), port)));
        Deliver();
    }

    public void Run(TimeSpan duration)
    {
        var end = Now + duration;
        var idle = 0;
        Deliver();
        while (_nodes.Min(node => node.Engine.NextDue) is { } due && due <= end)
        {
            Assert.IsLessThan(1000, idle = due > Now ? 0 : idle + 1, "An engine reports a due action that it does not perform.");
            Now = due > Now ? due : Now;
            foreach (var node in _nodes.Where(node => node.Engine.NextDue <= Now).ToList())
            {
                node.Engine.Advance(Now);
                Deliver();
            }
        }

        Now = end;
    }

    public void RunSeconds(double seconds) => Run(TimeSpan.FromSeconds(seconds));

    private void Deliver()
    {
        while (_inFlight.TryDequeue(out var next))
        {
            foreach (var node in _nodes.ToList())
            {
                node.Engine.Receive(next.Packet, next.Source, Now);
            }
        }
    }
}

/// <summary>An engine on a <see cref="VirtualLink"/>.</summary>
internal sealed class VirtualNode
{
    private readonly VirtualLink _link;

    public VirtualNode(VirtualLink link, IPAddress address, int seed)
    {
        _link = link;
        Source = new IPEndPoint(address, VirtualLink.Port);
        var multicastLink = new MulticastLink(IPAddress.Parse("239.255.0.1"), VirtualLink.Port, address);
        Engine = new MdnsEngine(multicastLink, (packet, to) => link.Send(new SentPacket(link.Now, this, packet, to)), new Random(seed), _ => { });
    }

    public IPEndPoint Source { get; }

    public MdnsEngine Engine { get; }

    public Publication Publish(ServiceProfile profile) => Engine.Publish(profile, _link.Now);

    public void Withdraw(Publication publication) => Engine.Withdraw(publication, _link.Now);

    public Subscription Subscribe() => Engine.Subscribe(Profiles.Type, _link.Now);

    /// <summary>The queries of this node for records of a type, without probes.</summary>
    public IEnumerable<SentPacket> Queries(DnsType type) => _link.Sent.Where(sent =>
        sent.By == this
        && sent.Message is { IsResponse: false, IsProbe: false }
        && sent.Message.Questions.Any(question => question.Type == type));
}

/// <summary>A packet that a node sent; to the group if <paramref name="To"/> is null.</summary>
internal sealed record SentPacket(TimeSpan At, VirtualNode By, byte[] Packet, IPEndPoint? To)
{
    public DnsMessage Message { get; } = Messages.Decode(Packet);
}

internal static class SubscriptionExtensions
{
    /// <summary>Reads the queued events, each as "Found NAME".</summary>
    public static List<string> ReadAll(this Subscription subscription)
    {
        var events = new List<string>();
        while (subscription.Events.TryRead(out var next))
        {
            events.Add($"{next.Kind} {next.Instance.Instance}");
        }

        return events;
    }
}
