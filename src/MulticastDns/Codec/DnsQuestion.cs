namespace MulticastDns.Codec;

/// <summary>One question. <paramref name="UnicastResponse"/> is the QU bit (RFC 6762 §5.4).</summary>
internal sealed record DnsQuestion(DnsName Name, DnsType Type, DnsClass Class = DnsClass.Internet, bool UnicastResponse = false);
