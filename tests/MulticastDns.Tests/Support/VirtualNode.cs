using System.Net;
using MulticastDns.Codec;
using MulticastDns.Engine;

namespace MulticastDns.Tests.Support;

/// <summary>An engine on a <see cref="VirtualLink"/>.</summary>
internal sealed class VirtualNode
{
    private readonly VirtualLink _link;

    public VirtualNode(VirtualLink link, IPAddress address, int seed)
    {
        _link = link;
        Source = new IPEndPoint(address, VirtualLink.Port);
        var multicastLink = new MulticastLink(IPAddress.Parse("239.255.0.1"), VirtualLink.Port, address);
        Engine = new MdnsEngine(multicastLink, (packet, to) => link.Carry(new Sent(link.Now, this, packet, to)), new Random(seed), Log.Add);
    }

    public IPEndPoint Source { get; }

    public MdnsEngine Engine { get; }

    public List<string> Log { get; } = [];

    public Publication Publish(ServiceProfile profile) => Engine.Publish(profile, _link.Now);

    public void Withdraw(Publication publication) => Engine.Withdraw(publication, _link.Now);

    public Subscription Subscribe(string type = Profiles.Type) => Engine.Subscribe(type, _link.Now);

    /// <summary>Its questions for records of a type, probes apart.</summary>
    public IEnumerable<Sent> Queries(DnsType type) => _link.Wire.Where(sent =>
        sent.By == this
        && !sent.Message.IsResponse
        && sent.Message.Authorities.IsEmpty
        && sent.Message.Questions.Any(question => question.Type == type));
}
