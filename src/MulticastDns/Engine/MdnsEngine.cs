using System.Net;
using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>
/// The protocol without sockets, clocks or threads: packets, times and wishes go in, packets come out. One caller at a time.
/// Times are measured from any fixed moment.
/// </summary>
internal sealed class MdnsEngine
{
    private static readonly TimeSpan ComplaintInterval = TimeSpan.FromSeconds(1);

    private readonly MulticastLink _link;
    private readonly Action<string> _log;
    private readonly Outbox _outbox;
    private readonly RecordCache _cache;
    private readonly ServiceBrowser _browser;
    private readonly Querier _querier;
    private readonly Answerer _answerer;
    private readonly Publisher _publisher;
    private TimeSpan? _lastComplaint;
    private int _complaintsHeld;

    /// <param name="link">The link that packets come from.</param>
    /// <param name="send">Sends a packet to an address, or to the group for null. Must not throw.</param>
    /// <param name="random">Spreads packets in time.</param>
    /// <param name="log">Receives what an operator may want to know.</param>
    public MdnsEngine(MulticastLink link, Action<byte[], IPEndPoint?> send, Random random, Action<string> log)
    {
        var assembler = new PacketAssembler();
        var table = new OwnRecordTable();
        _link = link;
        _log = log;
        _outbox = new Outbox(send);
        _cache = new RecordCache(random);
        _browser = new ServiceBrowser(_cache, random);
        _querier = new Querier(_cache, _browser, link, assembler, _outbox);
        _answerer = new Answerer(table, link, assembler, _outbox, random);
        _publisher = new Publisher(table, _answerer, assembler, _outbox, random, log);
    }

    /// <summary>When <see cref="Advance"/> has something to do, if nothing comes in before.</summary>
    public TimeSpan? NextDue => Timing.Earlier(
        Timing.Earlier(_cache.NextDue, _querier.NextDue),
        Timing.Earlier(_answerer.NextDue, _publisher.NextDue));

    /// <summary>Records in the cache.</summary>
    public int CachedRecords => _cache.Count;

    /// <exception cref="ArgumentException">A value of the profile cannot be published.</exception>
    /// <exception cref="ServiceNameConflictException">This node publishes the name already.</exception>
    public Publication Publish(ServiceProfile profile, TimeSpan now) => _publisher.Add(new ServiceNames(profile), now);

    public void Withdraw(Publication publication, TimeSpan now) => _publisher.Withdraw([publication], now);

    /// <exception cref="ArgumentException">The type is not one.</exception>
    public Subscription Subscribe(string type, TimeSpan now) => _browser.Subscribe(type, now);

    public void Unsubscribe(Subscription subscription) => _browser.Unsubscribe(subscription);

    /// <summary>Ends all publications and enumerations.</summary>
    /// <param name="now">The time.</param>
    /// <param name="saysGoodbye">Whether what was announced says goodbye; else it stays in the caches of others until it expires.</param>
    public void ShutDown(TimeSpan now, bool saysGoodbye)
    {
        if (saysGoodbye)
        {
            _publisher.Withdraw([.. _publisher.Publications], now);
        }
        else
        {
            _publisher.Abandon();
        }

        _browser.UnsubscribeAll();
    }

    /// <summary>Takes in a packet, whatever its bytes are.</summary>
    public void Receive(ReadOnlySpan<byte> packet, IPEndPoint source, TimeSpan now)
    {
        if (!DnsMessageReader.TryRead(packet, out var message, out var error))
        {
            Complain($"{packet.Length} bytes from {source} are no DNS message: {error}", now);
        }
        else if (message.IsStandard && (!message.IsResponse || source.Port == _link.Port))
        {
            // RFC 6762 §6: a response from another port than the link's is ignored.
            Handle(message, source, _outbox.IsOwn(packet, now), now);
        }
    }

    /// <summary>Does what is due.</summary>
    public void Advance(TimeSpan now)
    {
        var changed = new List<DnsRecord>();
        _cache.Advance(now, _browser.IsOfInterest, changed, _querier.Refresh);
        _browser.Update(changed, now);
        _publisher.Advance(now);
        _answerer.Advance(now);
        _querier.Advance(now);
    }

    // Own packets come back too. They fill the cache, and this node answers its own questions; against itself it neither competes nor keeps quiet.
    private void Handle(DnsMessage message, IPEndPoint source, bool isOwn, TimeSpan now)
    {
        if (!message.IsResponse)
        {
            _answerer.HandleQuery(message, source, now);
            if (!isOwn)
            {
                _publisher.HandleQuery(message, now);
                _querier.HandleQuery(message, source, now);
            }

            return;
        }

        if (!isOwn)
        {
            _answerer.HandleResponse(message, now);
            _publisher.HandleResponse(message, now);
        }

        var changed = new List<DnsRecord>();
        _cache.Take(message.Answers.Concat(message.Additionals), now, changed);
        _browser.Update(changed, now);
    }

    private void Complain(string text, TimeSpan now)
    {
        if (now - _lastComplaint < ComplaintInterval)
        {
            _complaintsHeld++;
            return;
        }

        _log(_complaintsHeld == 0 ? text : $"{text} (and {_complaintsHeld} packets before it)");
        (_lastComplaint, _complaintsHeld) = (now, 0);
    }
}
