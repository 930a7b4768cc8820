namespace MulticastDns.Codec;

/// <summary>TXT: the raw length-prefixed strings; <see cref="TextStrings"/> reads them.</summary>
internal sealed record TextData(Octets Strings) : RecordData(DnsType.Txt)
{
    public override void Write(ref PacketWriter writer, NameTable? names) => writer.Write(Strings.Span);
}
