using System.Net;
using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>Asks what subscribers want to know, in as few packets as possible (RFC 6762 §5, §7).</summary>
/// <param name="cache">What is known already and needn't be answered.</param>
/// <param name="browser">What is wanted.</param>
/// <param name="link">The link, whose port tells multicast DNS queriers from legacy resolvers.</param>
/// <param name="assembler">Makes packets.</param>
/// <param name="outbox">Takes them.</param>
internal sealed class Querier(RecordCache cache, ServiceBrowser browser, MulticastLink link, PacketAssembler assembler, Outbox outbox)
{
    // A flood of invented instances must not be answered by a flood of questions: the rest waits for the next round.
    private const int MostQuestions = 256;

    private readonly HashSet<RecordSetKey> _refreshes = [];
    private TimeSpan _nextRound;

    public TimeSpan? NextDue
    {
        get
        {
            var due = _refreshes.Count > 0 ? _nextRound : (TimeSpan?)null;
            foreach (var (schedule, _) in browser.Askers)
            {
                due = Timing.Earlier(due, schedule.NextAt);
            }

            return due < _nextRound ? _nextRound : due;
        }
    }

    /// <summary>Asks for a record set again, since a record of it is near its end.</summary>
    public void Refresh(DnsRecord record) => _refreshes.Add(new RecordSetKey(record.Name, record.Type));

    /// <summary>Leaves to another querier what it has just asked and we were about to, if its answers tell us all (RFC 6762 §7.3).</summary>
    public void HandleQuery(DnsMessage query, IPEndPoint source, TimeSpan now)
    {
        if (query.IsTruncated || !query.Authorities.IsEmpty || source.Port != link.Port)
        {
            return;
        }

        var asked = query.Questions
            .Where(question => !question.UnicastResponse && question.Class == DnsClass.Internet)
            .Select(question => new RecordSetKey(question.Name, question.Type))
            .ToHashSet();
        asked.ExceptWith(query.Answers
            .Where(known => cache.Find(known.Key) is not { IsDoomed: false })
            .Select(known => new RecordSetKey(known.Name, known.Type)));
        if (asked.Count == 0)
        {
            return;
        }

        _refreshes.ExceptWith(asked);
        foreach (var (schedule, questions) in browser.Askers)
        {
            if (schedule.NextAt <= now + Timing.QueryInterval && questions.All(asked.Contains))
            {
                schedule.MarkAsked(now);
            }
        }
    }

    /// <summary>Asks what is due, and in the same packet what will be soon.</summary>
    public void Advance(TimeSpan now)
    {
        if (NextDue is not { } due || due > now)
        {
            return;
        }

        var wanted = new HashSet<RecordSetKey>(_refreshes.Take(MostQuestions));
        _refreshes.ExceptWith(wanted);
        foreach (var (schedule, questions) in browser.Askers.Where(asker => asker.Schedule.NextAt <= now + Timing.LongestDelay))
        {
            if (wanted.Count >= MostQuestions)
            {
                break;
            }

            wanted.UnionWith(questions);
            schedule.MarkAsked(now);
        }

        _nextRound = now + Timing.ShortestDelay;
        var known = wanted.Where(set => set.Type == DnsType.Ptr).SelectMany(set => KnownAnswers(set, now)).ToList();
        var ordered = wanted.OrderBy(set => set.Type == DnsType.Ptr).Select(set => new DnsQuestion(set.Name, set.Type)).ToList();
        outbox.Multicast(assembler.Query(ordered, known), now);
    }

    // RFC 6762 §7.1: known answers have more than half their life before them, and no flush bit.
    private IEnumerable<DnsRecord> KnownAnswers(RecordSetKey set, TimeSpan now) =>
        from cached in cache.Current(set.Name, set.Type)
        let left = cached.ExpiresAt - now
        where !cached.IsDoomed && left > cached.Lifetime / 2
        select cached.Record with { Ttl = (uint)left.TotalSeconds, CacheFlush = false };
}
