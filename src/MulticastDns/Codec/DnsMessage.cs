using System.Collections.Immutable;

namespace MulticastDns.Codec;

/// <summary>A DNS message (RFC 1035 §4.1).</summary>
/// <param name="Id">Zero in multicast messages (RFC 6762 §18.1).</param>
/// <param name="Flags">The second word of the header.</param>
/// <param name="Questions">Empty in multicast responses.</param>
/// <param name="Answers">In a query, the known answers (RFC 6762 §7.1).</param>
/// <param name="Authorities">In a query, the records that a probe proposes (RFC 6762 §8.2).</param>
/// <param name="Additionals">In a response, records that save further queries (RFC 6763 §12).</param>
internal sealed record DnsMessage(
    ushort Id,
    DnsFlags Flags,
    ImmutableArray<DnsQuestion> Questions,
    ImmutableArray<DnsRecord> Answers,
    ImmutableArray<DnsRecord> Authorities,
    ImmutableArray<DnsRecord> Additionals)
{
    public bool IsResponse => Flags.HasFlag(DnsFlags.Response);

    public bool IsProbe => !IsResponse && !Authorities.IsEmpty;

    public bool IsTruncated => Flags.HasFlag(DnsFlags.Truncated);

    /// <summary>False for operation codes and response codes that multicast DNS ignores (RFC 6762 §18.3, §18.11).</summary>
    public bool IsStandard => (Flags & (DnsFlags.OpCodeMask | DnsFlags.ResponseCodeMask)) == 0;

    /// <summary>The records of a response: answers and additional records (RFC 6762 §6).</summary>
    public IEnumerable<DnsRecord> Records => Answers.Concat(Additionals);
}

/// <summary>A question.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The record type, or <see cref="DnsType.Any"/>.</param>
/// <param name="Class">The class without its top bit.</param>
/// <param name="UnicastResponse">The QU bit, the top bit of the class (RFC 6762 §5.4).</param>
internal sealed record DnsQuestion(DnsName Name, DnsType Type, DnsClass Class = DnsClass.Internet, bool UnicastResponse = false);

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

/// <summary>The record sections of a message, in wire order.</summary>
internal enum DnsSection
{
    Answer,
    Authority,
    Additional,
}
