using System.Buffers.Binary;

namespace MulticastDns.Codec;

/// <summary>Writes the fields of a packet in order. The first field that does not fit sets <see cref="Overflowed"/>; later ones are not written.</summary>
internal ref struct PacketWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    public int Position { get; private set; }

    public bool Overflowed { get; private set; }

    public void Write(ushort value)
    {
        if (Reserve(2) is { Length: 2 } space)
        {
            BinaryPrimitives.WriteUInt16BigEndian(space, value);
        }
    }

    public void Write(uint value)
    {
        if (Reserve(4) is { Length: 4 } space)
        {
            BinaryPrimitives.WriteUInt32BigEndian(space, value);
        }
    }

    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        var space = Reserve(bytes.Length);
        if (!Overflowed)
        {
            bytes.CopyTo(space);
        }
    }

    /// <summary>Writes a name and adds its suffixes to <paramref name="compression"/>; if that is null, the name is not compressed.</summary>
    public void Write(DnsName name, CompressionTable? compression)
    {
        var wire = name.Wire;
        for (var at = 0; ; at += 1 + wire.Span[at])
        {
            if (wire.Span[at] == 0)
            {
                Write(wire.Span[at..]);
                return;
            }

            if (compression is not null)
            {
                if (compression.Find(wire[at..]) is { } target)
                {
                    Write((ushort)(0xC000 | target));
                    return;
                }

                compression.Add(wire[at..], Position);
            }

            Write(wire.Span.Slice(at, 1 + wire.Span[at]));
        }
    }

    public readonly void Patch(int position, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(_buffer[position..], value);

    /// <summary>Discards everything from <paramref name="position"/> on and clears <see cref="Overflowed"/>.</summary>
    public void RollBack(int position)
    {
        Position = position;
        Overflowed = false;
    }

    private Span<byte> Reserve(int count)
    {
        if (Overflowed || count > _buffer.Length - Position)
        {
            Overflowed = true;
            return [];
        }

        var space = _buffer.Slice(Position, count);
        Position += count;
        return space;
    }
}

/// <summary>The positions of names and name suffixes in a packet, for compression (RFC 1035 §4.1.4). Suffixes match only in the same case.</summary>
internal sealed class CompressionTable
{
    // A pointer has 14 bits.
    private const int MaxTarget = 0x3FFF;

    private readonly Dictionary<Octets, int> _positions = [];
    private readonly List<Octets> _order = [];

    public int? Find(ReadOnlyMemory<byte> wire) => _positions.TryGetValue(new Octets(wire), out var position) ? position : null;

    public void Add(ReadOnlyMemory<byte> wire, int position)
    {
        var suffix = new Octets(wire);
        if (position <= MaxTarget && _positions.TryAdd(suffix, position))
        {
            _order.Add(suffix);
        }
    }

    /// <summary>Removes names at or after <paramref name="position"/>.</summary>
    public void RollBack(int position)
    {
        while (_order.Count > 0 && _positions[_order[^1]] >= position)
        {
            _positions.Remove(_order[^1]);
            _order.RemoveAt(_order.Count - 1);
        }
    }
}
