namespace MulticastDns.Codec;

/// <summary>The content of a record. Equality is by value, of names without regard to ASCII case.</summary>
internal abstract record RecordData(DnsType Type)
{
    /// <summary>Appends the content. Names are compressed against <paramref name="names"/>, or written in full when it is null.</summary>
    public abstract void Write(ref PacketWriter writer, NameTable? names);
}
