using MulticastDns;
using VirtualStation.Firmware.Contracts;
using VirtualStation.Firmware.Discovery;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Storage;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects;

/// <summary>One deliberate bug: a test that has never failed for any of them proves nothing. It wraps what a sound station is made of.</summary>
/// <param name="name">What <c>--defect</c> calls it.</param>
/// <param name="standsFor">The mistake of a real firmware that it stands for, as a sentence.</param>
internal abstract class Defect(string name, string standsFor)
{
    public string Name { get; } = name;

    public string StandsFor { get; } = standsFor;

    /// <summary>What the station runs on, for defects of its end.</summary>
    protected Power Power { get; private set; } = null!;

    /// <summary>Whether a generation of the API has what the defect breaks.</summary>
    public virtual bool IsIn(Contract contract) => true;

    /// <param name="store">Keeps the joined peers.</param>
    /// <param name="file">The path of its file.</param>
    public virtual IPeerStore Store(IPeerStore store, string file) => store;

    public virtual IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => registry;

    public virtual IStationBrowser Browser(IStationBrowser browser) => browser;

    /// <summary>What the station tells of itself over mDNS.</summary>
    public virtual ServiceProfile Profile(ServiceProfile profile) => profile;

    /// <summary>What the station publishes instead where somebody else holds a name of the profile; null: nothing.</summary>
    public virtual ServiceProfile? OnConflict(ServiceProfile profile) => null;

    /// <summary>Whether the other side of an added or removed peer is told.</summary>
    public virtual bool Tells(Contract contract) => contract.IsReciprocal;

    /// <summary>Asked only of a station that tells the other side.</summary>
    public virtual IPeerNotifier Notifier(HttpPeerNotifier notifier, StationIdentity self) => notifier;

    /// <param name="answer">Answers every request.</param>
    /// <param name="registry">The peers, as the defect has them.</param>
    /// <param name="notifier">Tells the other side, as the defect does.</param>
    public virtual Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) => answer;

    /// <summary>Called first: says in the log that the station is broken on purpose.</summary>
    public virtual void Begin(Power power, LineLog log)
    {
        Power = power;
        log.Write($"Deliberate defect: {Name}. {StandsFor}");
    }
}
