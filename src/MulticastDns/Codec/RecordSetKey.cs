namespace MulticastDns.Codec;

/// <summary>What records of one set share: owner and type.</summary>
internal sealed record RecordSetKey(DnsName Name, DnsType Type);
