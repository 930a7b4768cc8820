namespace MulticastDns.Codec;

/// <summary>SRV (RFC 2782).</summary>
internal sealed record ServiceData(ushort Priority, ushort Weight, ushort Port, DnsName Target) : RecordData(DnsType.Srv)
{
    public override void Write(ref PacketWriter writer, NameTable? names)
    {
        writer.Write(Priority);
        writer.Write(Weight);
        writer.Write(Port);
        writer.Write(Target, names);
    }
}
