namespace MulticastDns.Codec;

/// <summary>PTR.</summary>
internal sealed record PointerData(DnsName Target) : RecordData(DnsType.Ptr)
{
    public override void Write(ref PacketWriter writer, NameTable? names) => writer.Write(Target, names);
}
