using System.Buffers.Binary;

namespace MulticastDns.Codec;

/// <summary>Writes the parts of a packet in turn. The first that doesn't fit sets <see cref="Overflowed"/>, and nothing is written from then on.</summary>
internal ref struct PacketWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    public int Position { get; private set; }

    public bool Overflowed { get; private set; }

    public void Write(ushort value)
    {
        if (Take(2) is { Length: 2 } room)
        {
            BinaryPrimitives.WriteUInt16BigEndian(room, value);
        }
    }

    public void Write(uint value)
    {
        if (Take(4) is { Length: 4 } room)
        {
            BinaryPrimitives.WriteUInt32BigEndian(room, value);
        }
    }

    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        var room = Take(bytes.Length);
        if (!Overflowed)
        {
            bytes.CopyTo(room);
        }
    }

    /// <summary>Writes a name, its longest suffix that <paramref name="names"/> knows as a pointer; in full when that is null.</summary>
    public void Write(DnsName name, NameTable? names)
    {
        var wire = name.Wire;
        for (var at = 0; ; at += 1 + wire.Span[at])
        {
            if (wire.Span[at] == 0)
            {
                Write(wire.Span[at..]);
                return;
            }

            if (names is not null)
            {
                if (names.Find(wire[at..]) is { } target)
                {
                    Write((ushort)(0xC000 | target));
                    return;
                }

                names.Add(wire[at..], Position);
            }

            Write(wire.Span.Slice(at, 1 + wire.Span[at]));
        }
    }

    public readonly void Patch(int position, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(_buffer[position..], value);

    /// <summary>Forgets everything from <paramref name="position"/> on.</summary>
    public void RollBack(int position)
    {
        Position = position;
        Overflowed = false;
    }

    private Span<byte> Take(int count)
    {
        if (Overflowed || count > _buffer.Length - Position)
        {
            Overflowed = true;
            return [];
        }

        var room = _buffer.Slice(Position, count);
        Position += count;
        return room;
    }
}
