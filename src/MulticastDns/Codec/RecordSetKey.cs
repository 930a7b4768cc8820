namespace MulticastDns.Codec;

/// <summary>What records of one set share: owner and type.</summary>
internal readonly record struct RecordSetKey(DnsName Name, DnsType Type);
