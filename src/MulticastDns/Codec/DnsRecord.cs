namespace MulticastDns.Codec;

/// <summary>A resource record. <paramref name="Ttl"/> is in seconds; 0 says goodbye (RFC 6762 §10.1).</summary>
/// <param name="Name">The owner.</param>
/// <param name="Data">Type and content.</param>
/// <param name="Ttl">Seconds.</param>
/// <param name="CacheFlush">The top bit of the class (RFC 6762 §10.2).</param>
/// <param name="Class">The class without that bit.</param>
internal sealed record DnsRecord(DnsName Name, RecordData Data, uint Ttl, bool CacheFlush = false, DnsClass Class = DnsClass.Internet)
{
    public DnsType Type => Data.Type;

    public RecordKey Key => new(Name, Data);
}
