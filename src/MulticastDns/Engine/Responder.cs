using System.Net;
using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>
/// Answers queries for published records (RFC 6762 §6, §7). Multicast responses are delayed and aggregated; a record is multicast at most once
/// a second.
/// </summary>
/// <param name="table">The published records.</param>
/// <param name="link">Its port distinguishes multicast DNS queriers from legacy resolvers (RFC 6762 §6.7).</param>
/// <param name="assembler">Builds the packets.</param>
/// <param name="outbox">Sends the packets.</param>
/// <param name="random">Randomizes delays.</param>
internal sealed class Responder(PublishedRecordTable table, MulticastLink link, PacketAssembler assembler, Outbox outbox, Random random)
{
    public TimeSpan? NextDue => table.All.Aggregate((TimeSpan?)null, (due, published) => Timing.Earlier(due, published.ResponseDue));

    public void HandleQuery(DnsMessage query, IPEndPoint source, TimeSpan now)
    {
        var known = new Dictionary<RecordKey, uint>();
        foreach (var record in query.Answers)
        {
            known[record.Key] = record.Ttl;
        }

        if (query.Questions.IsEmpty)
        {
            SuppressKnown(known, source);
            return;
        }

        var isLegacy = source.Port != link.Port;
        var unicast = new HashSet<PublishedRecord>();
        var multicast = new HashSet<PublishedRecord>();
        foreach (var question in query.Questions)
        {
            // All nodes of a machine share address and port, and a unicast packet reaches only one of them: queries of this machine get a multicast response.
            var wantsUnicast = isLegacy || (question.UnicastResponse && !source.Address.Equals(link.Interface));
            foreach (var published in Matching(question).Where(published => !IsKnown(published.Record, known)))
            {
                if (wantsUnicast)
                {
                    unicast.Add(published);
                }

                if (!isLegacy && (!wantsUnicast || IsStale(published, now)))
                {
                    multicast.Add(published);
                }
            }
        }

        if (unicast.Count > 0)
        {
            SendUnicast(query, unicast, isLegacy, source);
        }

        Schedule(query, multicast, source, now);
    }

    /// <summary>Suppresses duplicate answers (RFC 6762 §7.4); repeats records that another node sent with less than half the time to live (§6.6).</summary>
    public void HandleResponse(DnsMessage response, TimeSpan now)
    {
        foreach (var record in response.Records.Where(record => record.Class == DnsClass.Internet))
        {
            if (table.Find(record.Key) is not { IsAnnounced: true } published)
            {
                continue;
            }

            if (record.Ttl >= published.Record.Ttl)
            {
                published.LastMulticast = published.ResponseDue is null ? published.LastMulticast : now;
                published.CancelResponse();
            }
            else if (record.Ttl < published.Record.Ttl / 2)
            {
                Schedule(published, now + random.Between(Timing.MinDelay, Timing.MaxDelay), Timing.ProbeResponseInterval, truncatedQuerySource: null);
            }
        }
    }

    /// <summary>Multicasts the records that are due, together with those that will be within <see cref="Timing.MaxDelay"/>.</summary>
    public void Advance(TimeSpan now)
    {
        if (!table.All.Any(published => published.ResponseDue <= now))
        {
            return;
        }

        var answers = table.All.Where(published => published.ResponseDue <= now || IsDueSoon(published, now)).ToList();
        answers.ForEach(published => published.CancelResponse());
        Multicast(answers.FindAll(published => published.IsAnnounced), now);
    }

    /// <summary>Multicasts a response with its additional records.</summary>
    public void Multicast(IReadOnlyCollection<PublishedRecord> answers, TimeSpan now)
    {
        var additionals = Additionals(answers).Where(published => !WasMulticastRecently(published, now)).ToList();
        outbox.Multicast(assembler.Response(answers.Select(published => published.Record), additionals.Select(published => published.Record)), now);
        foreach (var published in answers.Concat(additionals))
        {
            published.LastMulticast = now;
            published.CancelResponse();
        }
    }

    // RFC 6762 §7.1.
    private static bool IsKnown(DnsRecord record, Dictionary<RecordKey, uint> known) =>
        known.TryGetValue(record.Key, out var ttl) && ttl >= record.Ttl / 2;

    private static bool IsDueSoon(PublishedRecord published, TimeSpan now) =>
        published.TruncatedQuerySource is null
        && published.ResponseDue - now <= Timing.MaxDelay
        && !WasMulticastRecently(published, now);

    private static bool WasMulticastRecently(PublishedRecord published, TimeSpan now) => now - published.LastMulticast < Timing.MulticastInterval;

    // RFC 6762 §5.4: a record not multicast for a quarter of its time to live is multicast although the question asks for a unicast response.
    private static bool IsStale(PublishedRecord published, TimeSpan now) =>
        published.LastMulticast is not { } last || now - last > TimeSpan.FromSeconds(published.Record.Ttl) / 4;

    private IEnumerable<PublishedRecord> Matching(DnsQuestion question)
    {
        if (question.Class is not (DnsClass.Internet or DnsClass.Any))
        {
            return [];
        }

        var named = table.Named(question.Name).Where(published => published.IsAnnounced).ToList();
        var matching = named.FindAll(published =>
            published.Record.Type == question.Type || (question.Type == DnsType.Any && published.Record.Type != DnsType.Nsec));

        // RFC 6762 §6.1: a negative response for a name that this node owns.
        return matching.Count > 0 ? matching : named.Where(published => published.Record.Type == DnsType.Nsec);
    }

    // RFC 6763 §12: for PTR the SRV and TXT records, for SRV the addresses; RFC 6762 §6.2: with these the NSEC record.
    private HashSet<PublishedRecord> Additionals(IReadOnlyCollection<PublishedRecord> answers)
    {
        var found = new HashSet<PublishedRecord>();
        var queue = new Queue<PublishedRecord>(answers);
        while (queue.TryDequeue(out var published))
        {
            var name = published.Record.Data switch
            {
                PtrData pointer => pointer.Target,
                SrvData service => service.Target,
                AddressData => published.Record.Name,
                _ => null,
            };
            if (name is null)
            {
                continue;
            }

            foreach (var next in table.Named(name).Where(next => next is { IsAnnounced: true, IsShared: false } && found.Add(next)))
            {
                queue.Enqueue(next);
            }
        }

        found.ExceptWith(answers);
        return found;
    }

    private void SendUnicast(DnsMessage query, HashSet<PublishedRecord> answers, bool isLegacy, IPEndPoint source)
    {
        var records = answers.Select(published => published.Record);
        var additionals = Additionals(answers).Select(published => published.Record);
        foreach (var packet in isLegacy
            ? [assembler.LegacyResponse(query.Id, query.Questions.Take(1), records, additionals)]
            : assembler.Response(records, additionals))
        {
            outbox.Unicast(packet, source);
        }
    }

    private void Schedule(DnsMessage query, HashSet<PublishedRecord> answers, IPEndPoint source, TimeSpan now)
    {
        var delay = query switch
        {
            { IsProbe: true } => TimeSpan.Zero,
            { IsTruncated: true } => random.Between(Timing.MinTruncatedDelay, Timing.MaxTruncatedDelay),
            _ when answers.Any(published => published.IsShared) => random.Between(Timing.MinDelay, Timing.MaxDelay),
            _ => TimeSpan.Zero,
        };
        foreach (var published in answers)
        {
            var interval = query.IsProbe ? Timing.ProbeResponseInterval : Timing.MulticastInterval;
            Schedule(published, now + delay, interval, query.IsTruncated ? source : null);
        }
    }

    private static void Schedule(PublishedRecord published, TimeSpan due, TimeSpan interval, IPEndPoint? truncatedQuerySource)
    {
        if (published.LastMulticast is { } last && last + interval > due)
        {
            due = last + interval;
        }

        // The known answers of one querier must not suppress an answer that another one waits for.
        published.TruncatedQuerySource = published.ResponseDue is null ? truncatedQuerySource : null;
        published.ResponseDue = Timing.Earlier(published.ResponseDue, due);
    }

    // RFC 6762 §7.2: further known answers of a truncated query.
    private void SuppressKnown(Dictionary<RecordKey, uint> known, IPEndPoint source)
    {
        foreach (var published in known.Keys.Select(table.Find).OfType<PublishedRecord>())
        {
            if (source.Equals(published.TruncatedQuerySource) && IsKnown(published.Record, known))
            {
                published.CancelResponse();
            }
        }
    }
}
