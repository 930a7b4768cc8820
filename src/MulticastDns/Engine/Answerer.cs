using System.Net;
using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>
/// Answers questions about the own records (RFC 6762 §6, §7). An answer waits a little, gathers what else is wanted and goes out once for
/// all who asked: a record is multicast at most once a second, however many ask.
/// </summary>
/// <param name="table">The own records.</param>
/// <param name="link">The link, whose port tells multicast DNS queriers from legacy resolvers.</param>
/// <param name="assembler">Makes packets.</param>
/// <param name="outbox">Takes them.</param>
/// <param name="random">Spreads answers.</param>
internal sealed class Answerer(OwnRecordTable table, MulticastLink link, PacketAssembler assembler, Outbox outbox, Random random)
{
    public TimeSpan? NextDue => table.All.Aggregate((TimeSpan?)null, (due, own) => Timing.Earlier(due, own.AnswerDue));

    /// <summary>Schedules answers, or sends them at once to those who must have them in person.</summary>
    public void HandleQuery(DnsMessage query, IPEndPoint source, TimeSpan now)
    {
        var known = new Dictionary<RecordKey, uint>();
        foreach (var record in query.Answers)
        {
            known[record.Key] = record.Ttl;
        }

        if (query.Questions.IsEmpty)
        {
            WithdrawKnown(known, source);
            return;
        }

        var isLegacy = source.Port != link.Port;
        var inPerson = new List<OwnRecord>();
        var byMulticast = new List<OwnRecord>();
        foreach (var question in query.Questions.Distinct())
        {
            // A unicast packet to a machine whose nodes share the port reaches any one of them, so on the own machine QU is answered like QM.
            var wantsUnicast = isLegacy || (question.UnicastResponse && !source.Address.Equals(link.Interface));
            foreach (var own in Matching(question).Where(own => !IsKnown(own.Record, known)))
            {
                if (wantsUnicast)
                {
                    inPerson.Add(own);
                }

                if (!isLegacy && (!wantsUnicast || IsStale(own, now)))
                {
                    byMulticast.Add(own);
                }
            }
        }

        if (inPerson.Count > 0)
        {
            SendInPerson(query, inPerson, isLegacy, source);
        }

        if (byMulticast.Count > 0)
        {
            Schedule(query, byMulticast, source, now);
        }
    }

    /// <summary>Keeps quiet about what another has just said (RFC 6762 §7.4), and speaks up for what one has wrongly ended (§6.6, §10.1).</summary>
    public void HandleResponse(DnsMessage response, TimeSpan now)
    {
        foreach (var record in response.Answers.Concat(response.Additionals))
        {
            if (record.Class != DnsClass.Internet || table.Find(record.Key) is not { IsActive: true } own)
            {
                continue;
            }

            if (record.Ttl >= own.Record.Ttl)
            {
                own.LastMulticast = own.AnswerDue is null ? own.LastMulticast : now;
                own.AnswerDue = null;
            }
            else if (record.Ttl < own.Record.Ttl / 2)
            {
                Schedule(own, now + random.Between(Timing.ShortestDelay, Timing.LongestDelay), Timing.DefenceInterval, truncatedFrom: null);
            }
        }
    }

    /// <summary>Multicasts what is due, with all else that is wanted soon.</summary>
    public void Advance(TimeSpan now)
    {
        if (!table.All.Any(own => own.AnswerDue <= now))
        {
            return;
        }

        var answers = table.All.Where(own => own.AnswerDue <= now || IsSoon(own, now)).ToList();
        foreach (var own in answers)
        {
            own.AnswerDue = null;
            own.TruncatedFrom = null;
        }

        answers.RemoveAll(own => !own.IsActive);
        Multicast(answers, now);
    }

    /// <summary>Multicasts records now, with what goes well with them.</summary>
    public void Multicast(IReadOnlyCollection<OwnRecord> answers, TimeSpan now)
    {
        var additionals = Additionals(answers).Where(own => !(now - own.LastMulticast < Timing.MulticastInterval)).ToList();
        outbox.Multicast(assembler.Response([.. answers.Select(own => own.Record)], [.. additionals.Select(own => own.Record)]), now);
        foreach (var own in answers.Concat(additionals))
        {
            own.LastMulticast = now;
            own.AnswerDue = null;
            own.TruncatedFrom = null;
        }
    }

    private static bool IsKnown(DnsRecord record, Dictionary<RecordKey, uint> known) =>
        known.TryGetValue(record.Key, out var ttl) && ttl >= record.Ttl / 2;

    private static bool IsSoon(OwnRecord own, TimeSpan now) =>
        own.TruncatedFrom is null
        && own.AnswerDue - now <= Timing.LongestDelay
        && !(now - own.LastMulticast < Timing.MulticastInterval);

    // RFC 6762 §5.4: what caches may be about to lose is worth a multicast even if one querier only wants a unicast.
    private static bool IsStale(OwnRecord own, TimeSpan now) =>
        own.LastMulticast is not { } last || now - last > TimeSpan.FromSeconds(own.Record.Ttl) / 4;

    private IEnumerable<OwnRecord> Matching(DnsQuestion question)
    {
        if (question.Class is not (DnsClass.Internet or DnsClass.Any))
        {
            return [];
        }

        var named = table.Named(question.Name).Where(own => own.IsActive).ToList();
        var matching = named.Where(own => own.Record.Type == question.Type || (question.Type == DnsType.Any && own.Record.Type != DnsType.Nsec)).ToList();

        // RFC 6762 §6.1: for a name that is ours alone, "there is none" is an answer too.
        return matching.Count > 0 ? matching : named.Where(own => own.Record.Type == DnsType.Nsec);
    }

    // RFC 6763 §12: with a pointer go service and text, with a service the addresses; RFC 6762 §6.2: with those, what there is not.
    private HashSet<OwnRecord> Additionals(IReadOnlyCollection<OwnRecord> answers)
    {
        var found = new HashSet<OwnRecord>();
        var queue = new Queue<OwnRecord>(answers);
        while (queue.TryDequeue(out var own))
        {
            var name = own.Record.Data switch
            {
                PointerData pointer => pointer.Target,
                ServiceData service => service.Target,
                AddressData => own.Record.Name,
                _ => null,
            };
            if (name is null)
            {
                continue;
            }

            foreach (var next in table.Named(name).Where(next => next is { IsActive: true, IsShared: false } && found.Add(next)))
            {
                queue.Enqueue(next);
            }
        }

        found.ExceptWith(answers);
        return found;
    }

    private void SendInPerson(DnsMessage query, List<OwnRecord> answers, bool isLegacy, IPEndPoint source)
    {
        var records = answers.Distinct().ToList();
        var additionals = Additionals(records).Select(own => own.Record);
        if (isLegacy)
        {
            outbox.Unicast(assembler.Legacy(query.Id, query.Questions.Take(1), records.Select(own => own.Record), additionals), source);
            return;
        }

        foreach (var packet in assembler.Response([.. records.Select(own => own.Record)], [.. additionals]))
        {
            outbox.Unicast(packet, source);
        }
    }

    private void Schedule(DnsMessage query, List<OwnRecord> answers, IPEndPoint source, TimeSpan now)
    {
        var isProbe = !query.Authorities.IsEmpty;
        var delay = query switch
        {
            _ when isProbe => TimeSpan.Zero,
            { IsTruncated: true } => random.Between(Timing.ShortestTruncatedDelay, Timing.LongestTruncatedDelay),
            _ when answers.Exists(own => own.IsShared) => random.Between(Timing.ShortestDelay, Timing.LongestDelay),
            _ => TimeSpan.Zero,
        };
        foreach (var own in answers)
        {
            Schedule(own, now + delay, isProbe ? Timing.DefenceInterval : Timing.MulticastInterval, query.IsTruncated ? source : null);
        }
    }

    private static void Schedule(OwnRecord own, TimeSpan due, TimeSpan interval, IPEndPoint? truncatedFrom)
    {
        if (own.LastMulticast is { } last && last + interval > due)
        {
            due = last + interval;
        }

        // As soon as a second one wants it, what the first one goes on to list says nothing about the second.
        own.TruncatedFrom = own.AnswerDue is null ? truncatedFrom : null;
        own.AnswerDue = Timing.Earlier(own.AnswerDue, due);
    }

    private void WithdrawKnown(Dictionary<RecordKey, uint> known, IPEndPoint source)
    {
        foreach (var own in known.Keys.Select(table.Find).OfType<OwnRecord>())
        {
            if (source.Equals(own.TruncatedFrom) && IsKnown(own.Record, known))
            {
                own.AnswerDue = null;
                own.TruncatedFrom = null;
            }
        }
    }
}
