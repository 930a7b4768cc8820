namespace MulticastDns.Codec;

/// <summary>
/// Encodes a message part by part into a buffer that may turn out too small: a part that doesn't fit leaves no trace, so the caller can
/// finish this packet and begin the next. Sections are written in the order of the wire.
/// </summary>
internal ref struct DnsMessageWriter
{
    private const ushort TopBit = 0x8000;

    private readonly NameTable _names = new();
    private readonly bool _compressServiceTargets;
    private PacketWriter _writer;
    private ushort _questions;
    private ushort _answers;
    private ushort _authorities;
    private ushort _additionals;

    /// <param name="buffer">At least 12 bytes; its length is the packet's limit.</param>
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

    /// <summary>Encodes a whole message.</summary>
    /// <exception cref="ArgumentException">The buffer is too small.</exception>
    public static int Write(DnsMessage message, Span<byte> buffer)
    {
        var writer = new DnsMessageWriter(buffer);
        var fits = true;
        foreach (var question in message.Questions)
        {
            fits &= writer.TryWrite(question);
        }

        foreach (var record in message.Answers)
        {
            fits &= writer.TryWrite(DnsSection.Answer, record);
        }

        foreach (var record in message.Authorities)
        {
            fits &= writer.TryWrite(DnsSection.Authority, record);
        }

        foreach (var record in message.Additionals)
        {
            fits &= writer.TryWrite(DnsSection.Additional, record);
        }

        return fits
            ? writer.Finish(message.Id, message.Flags)
            : throw new ArgumentException($"The message needs more than {buffer.Length} bytes.", nameof(buffer));
    }

    /// <summary>A record's content uncompressed, as probes are compared by (RFC 6762 §8.2).</summary>
    public static byte[] Uncompressed(RecordData data)
    {
        Span<byte> buffer = new byte[ushort.MaxValue];
        var writer = new PacketWriter(buffer);
        data.Write(ref writer, names: null);
        return buffer[..writer.Position].ToArray();
    }

    public bool TryWrite(DnsQuestion question)
    {
        var start = _writer.Position;
        _writer.Write(question.Name, _names);
        _writer.Write((ushort)question.Type);
        _writer.Write((ushort)((ushort)question.Class | (question.UnicastResponse ? TopBit : 0)));
        return Keep(start, ref _questions);
    }

    public bool TryWrite(DnsSection section, DnsRecord record)
    {
        var start = _writer.Position;
        _writer.Write(record.Name, _names);
        _writer.Write((ushort)record.Type);
        _writer.Write((ushort)((ushort)record.Class | (record.CacheFlush ? TopBit : 0)));
        _writer.Write(record.Ttl);
        var lengthAt = _writer.Position;
        _writer.Write((ushort)0);
        record.Data.Write(ref _writer, record.Type != DnsType.Srv || _compressServiceTargets ? _names : null);
        if (!_writer.Overflowed)
        {
            _writer.Patch(lengthAt, (ushort)(_writer.Position - lengthAt - 2));
        }

        return section switch
        {
            DnsSection.Answer => Keep(start, ref _answers),
            DnsSection.Authority => Keep(start, ref _authorities),
            _ => Keep(start, ref _additionals),
        };
    }

    /// <summary>Writes the header and gives the packet's length.</summary>
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

    private bool Keep(int start, ref ushort count)
    {
        if (!_writer.Overflowed)
        {
            count++;
            return true;
        }

        _names.RollBack(start);
        _writer.RollBack(start);
        return false;
    }
}
