namespace MulticastDns.Codec;

/// <summary>The second 16-bit word of a header (RFC 1035 §4.1.1, RFC 6762 §18).</summary>
[Flags]
internal enum DnsFlags : ushort
{
    None = 0,
    Response = 0x8000,
    OpCodeMask = 0x7800,
    Authoritative = 0x0400,
    Truncated = 0x0200,
    ResponseCodeMask = 0x000F,
}
