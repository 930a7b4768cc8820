using System.Net;
using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>Sends the queries of the browser, aggregated into few packets (RFC 6762 §5, §7).</summary>
/// <param name="cache">Provides the known answers.</param>
/// <param name="browser">Provides the queries.</param>
/// <param name="link">Its port distinguishes multicast DNS queriers from legacy resolvers (RFC 6762 §6.7).</param>
/// <param name="assembler">Builds the packets.</param>
/// <param name="outbox">Sends the packets.</param>
internal sealed class Querier(RecordCache cache, ServiceBrowser browser, MulticastLink link, PacketAssembler assembler, Outbox outbox)
{
    // Limits the traffic that a flood of invented instances can cause; the remaining questions wait for the next query.
    private const int MaxQuestions = 256;

    private readonly HashSet<RecordSetKey> _refreshes = [];
    private TimeSpan _earliestNext;

    public TimeSpan? NextDue
    {
        get
        {
            TimeSpan? refresh = _refreshes.Count > 0 ? _earliestNext : null;
            var due = browser.Queries.Aggregate(refresh, (due, query) => Timing.Earlier(due, query.Schedule.NextAt));
            return due < _earliestNext ? _earliestNext : due;
        }
    }

    /// <summary>Queries a record set again, since one of its records is about to expire.</summary>
    public void Refresh(DnsRecord record) => _refreshes.Add(record.SetKey);

    /// <summary>Suppresses questions that another querier has just asked with no known answers that the cache lacks (RFC 6762 §7.3).</summary>
    public void HandleQuery(DnsMessage query, IPEndPoint source, TimeSpan now)
    {
        if (query.IsTruncated || query.IsProbe || source.Port != link.Port)
        {
            return;
        }

        var asked = query.Questions
            .Where(question => !question.UnicastResponse && question.Class == DnsClass.Internet)
            .Select(question => new RecordSetKey(question.Name, question.Type))
            .ToHashSet();
        asked.ExceptWith(query.Answers.Where(known => cache.Find(known.Key) is not { IsExpiring: false }).Select(known => known.SetKey));
        if (asked.Count == 0)
        {
            return;
        }

        _refreshes.ExceptWith(asked);
        foreach (var (schedule, recordSets) in browser.Queries)
        {
            if (schedule.NextAt <= now + Timing.QueryInterval && recordSets.All(asked.Contains))
            {
                schedule.OnQueried(now);
            }
        }
    }

    /// <summary>Sends the questions that are due, together with those that will be within <see cref="Timing.MaxDelay"/>.</summary>
    public void Advance(TimeSpan now)
    {
        if (NextDue is not { } due || due > now)
        {
            return;
        }

        var wanted = new HashSet<RecordSetKey>(_refreshes.Take(MaxQuestions));
        _refreshes.ExceptWith(wanted);
        foreach (var (schedule, recordSets) in browser.Queries.Where(query => query.Schedule.NextAt <= now + Timing.MaxDelay))
        {
            if (wanted.Count >= MaxQuestions)
            {
                break;
            }

            wanted.UnionWith(recordSets);
            schedule.OnQueried(now);
        }

        _earliestNext = now + Timing.MinDelay;
        var questions = wanted.OrderBy(set => set.Type == DnsType.Ptr).Select(set => new DnsQuestion(set.Name, set.Type));
        var known = wanted.Where(set => set.Type == DnsType.Ptr).SelectMany(set => KnownAnswers(set, now));
        outbox.Multicast(assembler.Query(questions, known), now);
    }

    // RFC 6762 §7.1: records with more than half of their lifetime left, without the cache-flush bit.
    private IEnumerable<DnsRecord> KnownAnswers(RecordSetKey set, TimeSpan now) =>
        from cached in cache.Current(set.Name, set.Type)
        let remaining = cached.ExpiresAt - now
        where !cached.IsExpiring && remaining > cached.Lifetime / 2
        select cached.Record with { Ttl = (uint)remaining.TotalSeconds, CacheFlush = false };
}

/// <summary>The times of a repeated query: a random initial delay, then doubling intervals (RFC 6762 §5.2).</summary>
internal sealed class QuerySchedule(TimeSpan now, Random random)
{
    private TimeSpan _interval = Timing.QueryInterval;

    public TimeSpan NextAt { get; private set; } = now + random.Between(Timing.MinDelay, Timing.MaxDelay);

    /// <summary>Schedules the next query after this node or another one has sent it.</summary>
    public void OnQueried(TimeSpan now)
    {
        NextAt = now + _interval;
        _interval = _interval * 2 < Timing.MaxQueryInterval ? _interval * 2 : Timing.MaxQueryInterval;
    }
}
