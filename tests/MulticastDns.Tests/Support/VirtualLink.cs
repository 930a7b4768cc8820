using System.Net;
using MulticastDns.Codec;

namespace MulticastDns.Tests.Support;

/// <summary>A link without sockets, on which hours pass in milliseconds and every packet is kept.</summary>
internal sealed class VirtualLink(int seed = 1)
{
    public const int Port = 5353;

    private readonly List<VirtualNode> _nodes = [];
    private readonly Queue<(byte[] Packet, IPEndPoint Source, VirtualNode? Only)> _underWay = [];

    public TimeSpan Now { get; private set; }

    /// <summary>Everything that nodes sent, in order.</summary>
    public List<Sent> Wire { get; } = [];

    /// <summary>Loses a packet on its way to a node where this says so.</summary>
    public Func<Sent, bool> Loses { get; set; } = _ => false;

    public VirtualNode Join(string address = "127.0.0.1")
    {
        var node = new VirtualNode(this, IPAddress.Parse(address), seed + _nodes.Count);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Takes a node off without goodbye, as a power cut would.</summary>
    public void Cut(VirtualNode node) => _nodes.Remove(node);

    public void Carry(Sent sent)
    {
        Wire.Add(sent);
        if (sent.To is null && !Loses(sent))
        {
            _underWay.Enqueue((sent.Packet, sent.By.Source, null));
        }
    }

    /// <summary>A packet from someone who isn't one of the nodes.</summary>
    public void Inject(DnsMessage message, string address = "127.0.0.1", int port = Port)
    {
        var buffer = new byte[9000];
        Inject(buffer[..DnsMessageWriter.Write(message, buffer)], address, port);
    }

    public void Inject(byte[] packet, string address = "127.0.0.1", int port = Port)
    {
        _underWay.Enqueue((packet, new IPEndPoint(IPAddress.Parse(address), port), null));
        Deliver();
    }

    public void Run(TimeSpan duration)
    {
        var end = Now + duration;
        var idle = 0;
        Deliver();
        while (_nodes.Min(node => node.Engine.NextDue) is { } due && due <= end)
        {
            Assert.IsLessThan(1000, idle = due > Now ? 0 : idle + 1, "an engine says it has something to do, and doesn't do it");
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
        while (_underWay.TryDequeue(out var next))
        {
            foreach (var node in _nodes.ToList())
            {
                node.Engine.Receive(next.Packet, next.Source, Now);
            }
        }
    }
}
