using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>A record heard on the link.</summary>
internal sealed class CachedRecord(DnsRecord record, long id)
{
    public DnsRecord Record { get; private set; } = record;

    /// <summary>Tells apart records with the same <see cref="NextAction"/>.</summary>
    public long Id { get; } = id;

    public TimeSpan HeardAt { get; private set; }

    public TimeSpan ExpiresAt { get; private set; }

    /// <summary>True from goodbye or flush on, for the second that is left.</summary>
    public bool IsDoomed { get; private set; }

    /// <summary>When to ask for it again, or when it expires.</summary>
    public TimeSpan NextAction { get; set; }

    /// <summary>How many of <see cref="Timing.RefreshAt"/> are behind.</summary>
    public int Refreshes { get; set; }

    /// <summary>Its place in the order of last being heard.</summary>
    public LinkedListNode<CachedRecord>? Place { get; set; }

    public TimeSpan Lifetime => TimeSpan.FromSeconds(Record.Ttl);

    public void Renew(DnsRecord record, TimeSpan now)
    {
        Record = record;
        HeardAt = now;
        ExpiresAt = now + Lifetime;
        IsDoomed = false;
        Refreshes = 0;
    }

    public void Doom(TimeSpan now)
    {
        IsDoomed = true;
        ExpiresAt = now + Timing.Grace;
        NextAction = ExpiresAt;
    }
}
