namespace MulticastDns.Codec;

/// <summary>What makes two Internet records the same one: owner, type and content, not time to live.</summary>
internal sealed record RecordKey(DnsName Name, RecordData Data);
