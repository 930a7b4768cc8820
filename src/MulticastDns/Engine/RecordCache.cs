using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>
/// Caches PTR, SRV, TXT and address records until they expire (RFC 6762 §10). The number of records, their bytes and the records of a set are
/// limited; the least recently received record is evicted.
/// </summary>
/// <param name="random">Randomizes the refresh times.</param>
/// <param name="capacity">The maximum number of records.</param>
internal sealed class RecordCache(Random random, int capacity = 4096)
{
    public const int MaxBytes = 4 * 1024 * 1024;
    public const int MaxSetSize = 1024;

    // In seconds. A day, of the 136 years that a record can claim: a record in use is refreshed before it expires.
    private const uint MaxTtl = 24 * 3600;

    private static readonly Comparer<CachedRecord> ByNextAction =
        Comparer<CachedRecord>.Create((a, b) => (a.NextAction, a.Id).CompareTo((b.NextAction, b.Id)));

    private readonly Dictionary<RecordKey, CachedRecord> _byKey = [];
    private readonly Dictionary<RecordSetKey, HashSet<CachedRecord>> _sets = [];
    private readonly SortedSet<CachedRecord> _schedule = new(ByNextAction);
    private readonly LinkedList<CachedRecord> _byReceipt = [];
    private long _lastId;
    private int _bytes;

    public int Count => _byKey.Count;

    public TimeSpan? NextDue => _schedule.Min?.NextAction;

    public CachedRecord? Find(RecordKey key) => _byKey.GetValueOrDefault(key);

    /// <summary>Returns the records of a set that are not expiring; if all are, all of them.</summary>
    public IReadOnlyList<CachedRecord> Current(DnsName name, DnsType type)
    {
        if (!_sets.TryGetValue(new RecordSetKey(name, type), out var set))
        {
            return [];
        }

        var current = set.Where(cached => !cached.IsExpiring).ToList();
        return current.Count > 0 ? current : [.. set];
    }

    /// <summary>Updates the cache from the records of one response.</summary>
    /// <param name="records">The records; other classes and types are ignored.</param>
    /// <param name="now">The time.</param>
    /// <param name="changed">Receives records that were added, evicted or restored, or are now expiring.</param>
    public void Update(IEnumerable<DnsRecord> records, TimeSpan now, ICollection<DnsRecord> changed)
    {
        foreach (var record in records.Where(record => record.Class == DnsClass.Internet && IsCached(record.Type)))
        {
            if (record.CacheFlush)
            {
                Flush(record, now, changed);
            }

            var cached = Find(record.Key);
            if (record.Ttl == 0)
            {
                if (cached is { IsExpiring: false })
                {
                    Expire(cached, now, changed);
                }
            }
            else if (cached is null)
            {
                Add(record, now, changed);
            }
            else
            {
                if (cached.IsExpiring)
                {
                    changed.Add(record);
                }

                Renew(cached, record, now);
            }
        }
    }

    /// <summary>Removes expired records and refreshes those that are about to expire.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isOfInterest">Whether a record is to be refreshed.</param>
    /// <param name="changed">Receives the removed records.</param>
    /// <param name="refresh">Called with each record to refresh.</param>
    public void Advance(TimeSpan now, Func<DnsRecord, bool> isOfInterest, ICollection<DnsRecord> changed, Action<DnsRecord> refresh)
    {
        while (_schedule.Min is { } next && next.NextAction <= now)
        {
            if (next.ExpiresAt <= now)
            {
                Remove(next, changed);
                continue;
            }

            var wanted = isOfInterest(next.Record);
            if (wanted)
            {
                refresh(next.Record);
            }

            next.Refreshes = wanted ? next.Refreshes + 1 : Timing.RefreshAt.Length;
            Schedule(next, NextAction(next));
        }
    }

    private static bool IsCached(DnsType type) => type is DnsType.Ptr or DnsType.Srv or DnsType.Txt or DnsType.A or DnsType.Aaaa;

    private void Add(DnsRecord record, TimeSpan now, ICollection<DnsRecord> changed)
    {
        if (!_sets.TryGetValue(record.SetKey, out var set))
        {
            _sets.Add(record.SetKey, set = []);
        }

        if (set.Count >= MaxSetSize)
        {
            return;
        }

        var cached = new CachedRecord(record, ++_lastId);
        set.Add(cached);
        _byKey.Add(record.Key, cached);
        _byReceipt.AddLast(cached.Receipt);
        _bytes += SizeOf(record);
        changed.Add(record);
        Renew(cached, record, now);
        while (_byKey.Count > capacity || _bytes > MaxBytes)
        {
            Remove(_byReceipt.First!.Value, changed);
        }
    }

    private void Renew(CachedRecord cached, DnsRecord record, TimeSpan now)
    {
        cached.Renew(record.Ttl > MaxTtl ? record with { Ttl = MaxTtl } : record, now);
        Schedule(cached, NextAction(cached));
        _byReceipt.Remove(cached.Receipt);
        _byReceipt.AddLast(cached.Receipt);
    }

    // RFC 6762 §10.2: flushes records received more than a second ago, so that a response may consist of several packets.
    private void Flush(DnsRecord record, TimeSpan now, ICollection<DnsRecord> changed)
    {
        if (!_sets.TryGetValue(record.SetKey, out var set))
        {
            return;
        }

        foreach (var cached in set.Where(cached => !cached.IsExpiring && !cached.Record.Data.Equals(record.Data)))
        {
            if (now - cached.ReceivedAt > Timing.ExpiryDelay)
            {
                Expire(cached, now, changed);
            }
        }
    }

    private void Expire(CachedRecord cached, TimeSpan now, ICollection<DnsRecord> changed)
    {
        cached.Expire(now);
        Schedule(cached, cached.ExpiresAt);
        changed.Add(cached.Record);
    }

    private void Remove(CachedRecord cached, ICollection<DnsRecord> changed)
    {
        var record = cached.Record;
        _byKey.Remove(record.Key);
        _schedule.Remove(cached);
        _byReceipt.Remove(cached.Receipt);
        _bytes -= SizeOf(record);
        if (_sets[record.SetKey].Remove(cached) && _sets[record.SetKey].Count == 0)
        {
            _sets.Remove(record.SetKey);
        }

        changed.Add(record);
    }

    private void Schedule(CachedRecord cached, TimeSpan nextAction)
    {
        _schedule.Remove(cached);
        cached.NextAction = nextAction;
        _schedule.Add(cached);
    }

    private TimeSpan NextAction(CachedRecord cached) => cached.Refreshes < Timing.RefreshAt.Length
        ? cached.ReceivedAt + (cached.Lifetime * (Timing.RefreshAt[cached.Refreshes] + (Timing.RefreshJitter * random.NextDouble())))
        : cached.ExpiresAt;

    private static int SizeOf(DnsRecord record) => record.Name.Wire.Length + record.Data switch
    {
        TxtData text => text.Strings.Span.Length,
        PtrData pointer => pointer.Target.Wire.Length,
        SrvData service => service.Target.Wire.Length,
        _ => 16,
    };
}

/// <summary>A cached record and its times.</summary>
internal sealed class CachedRecord
{
    public CachedRecord(DnsRecord record, long id)
    {
        Record = record;
        Id = id;
        Receipt = new LinkedListNode<CachedRecord>(this);
    }

    public DnsRecord Record { get; private set; }

    /// <summary>Orders records with the same <see cref="NextAction"/>.</summary>
    public long Id { get; }

    /// <summary>The position in the order of receipt.</summary>
    public LinkedListNode<CachedRecord> Receipt { get; }

    public TimeSpan ReceivedAt { get; private set; }

    public TimeSpan ExpiresAt { get; private set; }

    /// <summary>Whether a goodbye or a cache flush limited the remaining lifetime to <see cref="Timing.ExpiryDelay"/>.</summary>
    public bool IsExpiring { get; private set; }

    /// <summary>When the record is to be refreshed or removed.</summary>
    public TimeSpan NextAction { get; set; }

    /// <summary>The number of refreshes so far, an index into <see cref="Timing.RefreshAt"/>.</summary>
    public int Refreshes { get; set; }

    public TimeSpan Lifetime => TimeSpan.FromSeconds(Record.Ttl);

    public void Renew(DnsRecord record, TimeSpan now)
    {
        Record = record;
        ReceivedAt = now;
        ExpiresAt = now + Lifetime;
        IsExpiring = false;
        Refreshes = 0;
    }

    public void Expire(TimeSpan now)
    {
        IsExpiring = true;
        ExpiresAt = now + Timing.ExpiryDelay;
    }
}
