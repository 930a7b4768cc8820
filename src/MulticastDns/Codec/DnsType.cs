namespace MulticastDns.Codec;

/// <summary>Record types met here (RFC 1035 §3.2.2, RFC 3596, RFC 2782, RFC 6891, RFC 4034). Others keep their number.</summary>
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
