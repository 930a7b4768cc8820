using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>
/// What is known of the link: pointers, services, texts and addresses, until they expire, with RFC 6762 §10's goodbye and flush.
/// Bounded in records, bytes and records of one set; what was heard longest ago makes room.
/// </summary>
/// <param name="random">Spreads refreshes.</param>
/// <param name="capacity">Most records kept.</param>
internal sealed class RecordCache(Random random, int capacity = 4096)
{
    public const int MaxBytes = 4 * 1024 * 1024;
    public const int MaxSetSize = 1024;

    // Of the longest life a record can claim, 136 years, a day is enough: it is asked for again before.
    private const uint LongestTtl = 24 * 3600;

    private static readonly Comparer<CachedRecord> ByNextAction =
        Comparer<CachedRecord>.Create((a, b) => (a.NextAction, a.Id).CompareTo((b.NextAction, b.Id)));

    private readonly Dictionary<RecordKey, CachedRecord> _byKey = [];
    private readonly Dictionary<RecordSetKey, HashSet<CachedRecord>> _sets = [];
    private readonly SortedSet<CachedRecord> _schedule = new(ByNextAction);
    private readonly LinkedList<CachedRecord> _byHearing = [];
    private long _lastId;
    private int _bytes;

    public int Count => _byKey.Count;

    public TimeSpan? NextDue => _schedule.Min?.NextAction;

    public static bool IsKept(DnsType type) => type is DnsType.Ptr or DnsType.Srv or DnsType.Txt or DnsType.A or DnsType.Aaaa;

    public CachedRecord? Find(RecordKey key) => _byKey.GetValueOrDefault(key);

    /// <summary>The records of a set; of those flushed or taken back none, unless there are no others.</summary>
    public IReadOnlyList<CachedRecord> Current(DnsName name, DnsType type)
    {
        if (!_sets.TryGetValue(new RecordSetKey(name, type), out var set))
        {
            return [];
        }

        var standing = set.Where(cached => !cached.IsDoomed).ToList();
        return standing.Count > 0 ? standing : [.. set];
    }

    /// <summary>Takes in the records of one response; adds to <paramref name="changed"/> those that came, went or are about to.</summary>
    public void Take(IEnumerable<DnsRecord> records, TimeSpan now, ICollection<DnsRecord> changed)
    {
        foreach (var record in records.Where(record => record.Class == DnsClass.Internet && IsKept(record.Type)))
        {
            if (record.CacheFlush)
            {
                Flush(record, now, changed);
            }

            var known = Find(record.Key);
            if (record.Ttl == 0)
            {
                if (known is { IsDoomed: false })
                {
                    Doom(known, now, changed);
                }
            }
            else if (known is not null)
            {
                if (known.IsDoomed)
                {
                    changed.Add(record);
                }

                Renew(known, record, now);
            }
            else
            {
                Add(record, now, changed);
            }
        }
    }

    /// <summary>Drops what has expired into <paramref name="changed"/> and calls <paramref name="refresh"/> for what is to be asked for again.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isOfInterest">Whether anybody minds a record's end.</param>
    /// <param name="changed">Receives expired records.</param>
    /// <param name="refresh">Receives records near their end.</param>
    public void Advance(TimeSpan now, Func<DnsRecord, bool> isOfInterest, ICollection<DnsRecord> changed, Action<DnsRecord> refresh)
    {
        while (_schedule.Min is { } next && next.NextAction <= now)
        {
            if (next.ExpiresAt <= now)
            {
                Remove(next);
                changed.Add(next.Record);
                continue;
            }

            var wanted = isOfInterest(next.Record);
            if (wanted)
            {
                refresh(next.Record);
            }

            next.Refreshes = wanted ? next.Refreshes + 1 : Timing.RefreshAt.Length;
            Schedule(next);
        }
    }

    private void Add(DnsRecord record, TimeSpan now, ICollection<DnsRecord> changed)
    {
        var setKey = new RecordSetKey(record.Name, record.Type);
        if (!_sets.TryGetValue(setKey, out var set))
        {
            _sets.Add(setKey, set = []);
        }

        if (set.Count >= MaxSetSize)
        {
            return;
        }

        var cached = new CachedRecord(record, ++_lastId);
        set.Add(cached);
        _byKey.Add(record.Key, cached);
        _schedule.Add(cached);
        cached.Place = _byHearing.AddLast(cached);
        _bytes += SizeOf(record);
        changed.Add(record);
        Renew(cached, record, now);
        while (_byKey.Count > capacity || _bytes > MaxBytes)
        {
            var oldest = _byHearing.First!.Value;
            Remove(oldest);
            changed.Add(oldest.Record);
        }
    }

    private void Renew(CachedRecord cached, DnsRecord record, TimeSpan now)
    {
        _schedule.Remove(cached);
        cached.Renew(record.Ttl > LongestTtl ? record with { Ttl = LongestTtl } : record, now);
        cached.NextAction = NextAction(cached);
        _schedule.Add(cached);
        _byHearing.Remove(cached.Place!);
        _byHearing.AddLast(cached.Place!);
    }

    // RFC 6762 §10.2: a flush is for what was heard more than a second ago, so that one answer in several packets stays whole.
    private void Flush(DnsRecord record, TimeSpan now, ICollection<DnsRecord> changed)
    {
        if (!_sets.TryGetValue(new RecordSetKey(record.Name, record.Type), out var set))
        {
            return;
        }

        foreach (var cached in set.Where(cached => !cached.IsDoomed && now - cached.HeardAt > Timing.Grace && !cached.Record.Data.Equals(record.Data)))
        {
            Doom(cached, now, changed);
        }
    }

    private void Doom(CachedRecord cached, TimeSpan now, ICollection<DnsRecord> changed)
    {
        _schedule.Remove(cached);
        cached.Doom(now);
        _schedule.Add(cached);
        changed.Add(cached.Record);
    }

    private void Remove(CachedRecord cached)
    {
        var setKey = new RecordSetKey(cached.Record.Name, cached.Record.Type);
        _byKey.Remove(cached.Record.Key);
        _schedule.Remove(cached);
        _byHearing.Remove(cached.Place!);
        _bytes -= SizeOf(cached.Record);
        if (_sets[setKey].Remove(cached) && _sets[setKey].Count == 0)
        {
            _sets.Remove(setKey);
        }
    }

    private void Schedule(CachedRecord cached)
    {
        _schedule.Remove(cached);
        cached.NextAction = NextAction(cached);
        _schedule.Add(cached);
    }

    private TimeSpan NextAction(CachedRecord cached) => cached.Refreshes < Timing.RefreshAt.Length
        ? cached.HeardAt + (cached.Lifetime * (Timing.RefreshAt[cached.Refreshes] + (Timing.RefreshJitter * random.NextDouble())))
        : cached.ExpiresAt;

    private static int SizeOf(DnsRecord record) => record.Name.Wire.Length + record.Data switch
    {
        TextData text => text.Strings.Span.Length,
        PointerData pointer => pointer.Target.Wire.Length,
        ServiceData service => service.Target.Wire.Length,
        _ => 16,
    };
}
