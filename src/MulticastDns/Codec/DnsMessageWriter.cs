namespace MulticastDns.Codec;

/// <summary>
/// Encodes questions and records into a buffer of limited size. An entry that does not fit is rolled back, so that the caller can finish the
/// packet and continue in another one. The caller writes the sections in wire order.
/// </summary>
internal ref struct DnsMessageWriter
{
    private const ushort TopBit = 0x8000;

    private readonly CompressionTable _compression = new();
    private readonly bool _compressServiceTargets;
    private PacketWriter _writer;
    private ushort _questions;
    private ushort _answers;
    private ushort _authorities;
    private ushort _additionals;

    /// <param name="buffer">At least 12 bytes; its length is the maximum size of the packet.</param>
    /// <param name="compressServiceTargets">False for answers to legacy resolvers (RFC 6762 §18.14).</param>
    public DnsMessageWriter(Span<byte> buffer, bool compressServiceTargets = true)
    {
        _writer = new PacketWriter(buffer);
        _compressServiceTargets = compressServiceTargets;
        Span<byte> header = stackalloc byte[PacketReader.HeaderLength];
        header.Clear();
        _writer.Write(header);
    }

    public readonly bool IsEmpty => _writer.Position == PacketReader.HeaderLength;

    /// <summary>Encodes record data without compression, as the tie-break of probes compares it (RFC 6762 §8.2).</summary>
    public static byte[] Uncompressed(RecordData data)
    {
        Span<byte> buffer = new byte[ushort.MaxValue];
        var writer = new PacketWriter(buffer);
        data.Write(ref writer, compression: null);
        return buffer[..writer.Position].ToArray();
    }

    public bool TryWrite(DnsQuestion question)
    {
        var start = _writer.Position;
        _writer.Write(question.Name, _compression);
        _writer.Write((ushort)question.Type);
        _writer.Write((ushort)((ushort)question.Class | (question.UnicastResponse ? TopBit : 0)));
        return Commit(start, ref _questions);
    }

    public bool TryWrite(DnsSection section, DnsRecord record)
    {
        var start = _writer.Position;
        _writer.Write(record.Name, _compression);
        _writer.Write((ushort)record.Type);
        _writer.Write((ushort)((ushort)record.Class | (record.CacheFlush ? TopBit : 0)));
        _writer.Write(record.Ttl);
        var lengthAt = _writer.Position;
        _writer.Write((ushort)0);
        record.Data.Write(ref _writer, record.Type != DnsType.Srv || _compressServiceTargets ? _compression : null);
        if (!_writer.Overflowed)
        {
            _writer.Patch(lengthAt, (ushort)(_writer.Position - lengthAt - 2));
        }

        return section switch
        {
            DnsSection.Answer => Commit(start, ref _answers),
            DnsSection.Authority => Commit(start, ref _authorities),
            _ => Commit(start, ref _additionals),
        };
    }

    /// <summary>Writes the header.</summary>
    /// <returns>The length of the packet in bytes.</returns>
    public readonly int Finish(ushort id, DnsFlags flags)
    {
        _writer.Patch(0, id);
        _writer.Patch(2, (ushort)flags);
        _writer.Patch(4, _questions);
        _writer.Patch(6, _answers);
        _writer.Patch(8, _authorities);
        _writer.Patch(10, _additionals);
        return _writer.Position;
    }

    private bool Commit(int start, ref ushort count)
    {
        if (!_writer.Overflowed)
        {
            count++;
            return true;
        }

        _compression.RollBack(start);
        _writer.RollBack(start);
        return false;
    }
}
