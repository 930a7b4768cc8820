using System.Collections.Immutable;

namespace MulticastDns.Codec;

/// <summary>One DNS message (RFC 1035 §4.1), whatever its sections mean in multicast DNS: known answers, probes or answers.</summary>
internal sealed record DnsMessage(
    ushort Id,
    DnsFlags Flags,
    ImmutableArray<DnsQuestion> Questions,
    ImmutableArray<DnsRecord> Answers,
    ImmutableArray<DnsRecord> Authorities,
    ImmutableArray<DnsRecord> Additionals)
{
    public bool IsResponse => Flags.HasFlag(DnsFlags.Response);

    public bool IsTruncated => Flags.HasFlag(DnsFlags.Truncated);

    /// <summary>False for operation codes and response codes that multicast DNS must ignore (RFC 6762 §18.3, §18.11).</summary>
    public bool IsStandard => (Flags & (DnsFlags.OpCodeMask | DnsFlags.ResponseCodeMask)) == 0;
}
