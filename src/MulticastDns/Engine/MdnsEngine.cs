using System.Net;
using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>
/// The protocol of a node without sockets, clocks and threads: the caller passes received packets and the time. Not thread-safe. Times are
/// measured from an arbitrary fixed moment.
/// </summary>
internal sealed class MdnsEngine
{
    private static readonly TimeSpan MalformedLogInterval = TimeSpan.FromSeconds(1);

    private readonly MulticastLink _link;
    private readonly Action<string> _log;
    private readonly Outbox _outbox;
    private readonly RecordCache _cache;
    private readonly ServiceBrowser _browser;
    private readonly Querier _querier;
    private readonly Responder _responder;
    private readonly Publisher _publisher;
    private TimeSpan? _lastMalformedLog;
    private int _malformedNotLogged;

    /// <param name="link">The link of the node.</param>
    /// <param name="send">Sends a packet to an address, or to the group if that is null. Must not throw.</param>
    /// <param name="random">Randomizes delays.</param>
    /// <param name="log">Receives conflicts and malformed packets.</param>
    public MdnsEngine(MulticastLink link, Action<byte[], IPEndPoint?> send, Random random, Action<string> log)
    {
        var assembler = new PacketAssembler();
        var table = new PublishedRecordTable();
        _link = link;
        _log = log;
        _outbox = new Outbox(send);
        _cache = new RecordCache(random);
        _browser = new ServiceBrowser(_cache, random);
        _querier = new Querier(_cache, _browser, link, assembler, _outbox);
        _responder = new Responder(table, link, assembler, _outbox, random);
        _publisher = new Publisher(table, _responder, assembler, _outbox, random, log);
    }

    /// <summary>When <see cref="Advance"/> is to be called next, if no packet is received before.</summary>
    public TimeSpan? NextDue => Timing.Earlier(
        Timing.Earlier(_cache.NextDue, _querier.NextDue),
        Timing.Earlier(_responder.NextDue, _publisher.NextDue));

    public int CachedRecords => _cache.Count;

    /// <exception cref="ArgumentException">A value of the profile is not valid.</exception>
    /// <exception cref="ServiceNameConflictException">This node publishes the name already.</exception>
    public Publication Publish(ServiceProfile profile, TimeSpan now) => _publisher.Publish(new ServiceRecords(profile), now);

    public void Withdraw(Publication publication, TimeSpan now) => _publisher.Withdraw([publication], now);

    /// <exception cref="ArgumentException">The type is not of the form _name._tcp or _name._udp.</exception>
    public Subscription Subscribe(string type, TimeSpan now) => _browser.Subscribe(type, now);

    public void Unsubscribe(Subscription subscription) => _browser.Unsubscribe(subscription);

    /// <summary>Ends all publications and subscriptions.</summary>
    /// <param name="now">The time.</param>
    /// <param name="sendGoodbye">False leaves the published records in the caches of other nodes until they expire.</param>
    public void ShutDown(TimeSpan now, bool sendGoodbye)
    {
        _publisher.Withdraw(_publisher.Publications, now, sendGoodbye);
        _browser.UnsubscribeAll();
    }

    /// <summary>Processes a received packet, which may be malformed.</summary>
    public void Receive(ReadOnlySpan<byte> packet, IPEndPoint source, TimeSpan now)
    {
        if (!DnsMessageReader.TryRead(packet, out var message, out var error))
        {
            LogMalformed($"ignored {packet.Length} bytes from {source}, which are not a DNS message: {error}", now);
        }
        else if (message.IsStandard && (!message.IsResponse || source.Port == _link.Port))
        {
            // RFC 6762 §6: a response from another source port is ignored.
            Handle(message, source, _outbox.IsOwn(packet, now), now);
        }
    }

    /// <summary>Performs all actions that are due.</summary>
    public void Advance(TimeSpan now)
    {
        var changed = new List<DnsRecord>();
        _cache.Advance(now, _browser.IsOfInterest, changed, _querier.Refresh);
        _browser.Update(changed, now);
        _publisher.Advance(now);
        _responder.Advance(now);
        _querier.Advance(now);
    }

    // The link also delivers the node's own packets. They update the cache and are answered, but do not cause conflicts or suppression.
    private void Handle(DnsMessage message, IPEndPoint source, bool isOwn, TimeSpan now)
    {
        if (!message.IsResponse)
        {
            _responder.HandleQuery(message, source, now);
            if (!isOwn)
            {
                _publisher.HandleQuery(message, now);
                _querier.HandleQuery(message, source, now);
            }

            return;
        }

        if (!isOwn)
        {
            _responder.HandleResponse(message, now);
            _publisher.HandleResponse(message, now);
        }

        var changed = new List<DnsRecord>();
        _cache.Update(message.Records, now, changed);
        _browser.Update(changed, now);
    }

    private void LogMalformed(string text, TimeSpan now)
    {
        if (now - _lastMalformedLog < MalformedLogInterval)
        {
            _malformedNotLogged++;
            return;
        }

        _log(_malformedNotLogged == 0 ? text : $"{text} ({_malformedNotLogged} more malformed packets since the last message)");
        (_lastMalformedLog, _malformedNotLogged) = (now, 0);
    }
}
