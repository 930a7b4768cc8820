namespace MulticastDns.Codec;

/// <summary>A resource record (RFC 1035 §3.2.1).</summary>
/// <param name="Name">The owner name.</param>
/// <param name="Data">The type and the record data.</param>
/// <param name="Ttl">The time to live in seconds; 0 is a goodbye (RFC 6762 §10.1).</param>
/// <param name="CacheFlush">The cache-flush bit, the top bit of the class (RFC 6762 §10.2).</param>
/// <param name="Class">The class without its top bit.</param>
internal sealed record DnsRecord(DnsName Name, RecordData Data, uint Ttl, bool CacheFlush = false, DnsClass Class = DnsClass.Internet)
{
    public DnsType Type => Data.Type;

    public RecordKey Key => new(Name, Data);

    public RecordSetKey SetKey => new(Name, Type);
}

/// <summary>The identity of a record: owner name, type and data, without the time to live.</summary>
internal sealed record RecordKey(DnsName Name, RecordData Data);

/// <summary>The identity of a record set: owner name and type.</summary>
internal sealed record RecordSetKey(DnsName Name, DnsType Type);

/// <summary>Record types (RFC 1035 §3.2.2, RFC 3596, RFC 2782, RFC 6891, RFC 4034). Other values keep their number.</summary>
internal enum DnsType : ushort
{
    None = 0,
    A = 1,
    Ptr = 12,
    Txt = 16,
    Aaaa = 28,
    Srv = 33,
    Opt = 41,
    Nsec = 47,
    Any = 255,
}

/// <summary>Record classes (RFC 1035 §3.2.4) without the top bit, which multicast DNS redefines (RFC 6762 §18.12, §18.13).</summary>
internal enum DnsClass : ushort
{
    Internet = 1,
    Any = 255,
}
