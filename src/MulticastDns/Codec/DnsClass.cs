namespace MulticastDns.Codec;

/// <summary>Record classes (RFC 1035 §3.2.4) without the top bit, which multicast DNS uses for itself (RFC 6762 §18.12, §18.13).</summary>
internal enum DnsClass : ushort
{
    Internet = 1,
    Any = 255,
}
