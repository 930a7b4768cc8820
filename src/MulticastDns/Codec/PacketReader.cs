using System.Buffers.Binary;

namespace MulticastDns.Codec;

/// <summary>
/// Reads the fields of a packet in order. The first missing or malformed field sets <see cref="Error"/>; later ones read as zero or empty, so
/// that callers check for errors once per record, not per field.
/// </summary>
internal ref struct PacketReader(ReadOnlySpan<byte> packet)
{
    public const int HeaderLength = 12;

    // A name of 255 bytes has at most 127 labels; more pointers than labels have no purpose.
    private const int MaxPointers = 127;

    private readonly ReadOnlySpan<byte> _packet = packet;
    private int _lastTarget = -1;
    private DnsName _lastName = DnsName.Root;

    public int Position { get; private set; }

    public string? Error { get; private set; }

    public readonly int Remaining => _packet.Length - Position;

    public ushort ReadUInt16() => Read(2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : (ushort)0;

    public uint ReadUInt32() => Read(4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;

    /// <summary>Reads <paramref name="count"/> bytes; none if the packet has fewer.</summary>
    public ReadOnlySpan<byte> Read(int count)
    {
        if (Error is not null || count > Remaining)
        {
            Fail("the packet ends early");
            return [];
        }

        var bytes = _packet.Slice(Position, count);
        Position += count;
        return bytes;
    }

    /// <summary>
    /// Reads and decompresses a name. A pointer must point to an earlier position than the labels before it (RFC 1035 §4.1.4: "a prior
    /// occurrence"), which excludes loops. Limits on pointers and bytes bound the work per name.
    /// </summary>
    public DnsName ReadName()
    {
        Span<byte> wire = stackalloc byte[DnsName.MaxWireLength];
        var (length, at, segmentStart, resumeAt, pointers, sharedAt) = (0, Position, Position, -1, 0, -1);
        while (Error is null)
        {
            if (at >= _packet.Length)
            {
                Fail("the packet ends within a name");
                break;
            }

            var head = _packet[at];
            switch (head & 0xC0)
            {
                case 0x00 when at + 1 + head > _packet.Length:
                    Fail("the packet ends within a label");
                    break;
                case 0x00 when length + 1 + head > wire.Length - (head == 0 ? 0 : 1):
                    Fail("a name is longer than 255 bytes");
                    break;
                case 0x00:
                    _packet.Slice(at, 1 + head).CopyTo(wire[length..]);
                    length += 1 + head;
                    at += 1 + head;
                    if (head == 0)
                    {
                        Position = resumeAt < 0 ? at : resumeAt;
                        var name = DnsName.FromWire(wire[..length]);
                        (_lastTarget, _lastName) = sharedAt < 0 ? (_lastTarget, _lastName) : (sharedAt, name);
                        return name;
                    }

                    break;
                case 0xC0 when at + 1 >= _packet.Length:
                    Fail("the packet ends within a pointer");
                    break;
                case 0xC0:
                    var target = ((head & 0x3F) << 8) | _packet[at + 1];
                    if (target < HeaderLength || target >= segmentStart)
                    {
                        Fail("a name's pointer points forward, to itself or into the header");
                        break;
                    }

                    if (++pointers > MaxPointers)
                    {
                        Fail("a name has too many pointers");
                        break;
                    }

                    if (length == 0 && pointers == 1)
                    {
                        // Consecutive records often repeat their owner name by the same pointer: the name is decoded once.
                        if (target == _lastTarget)
                        {
                            Position = at + 2;
                            return _lastName;
                        }

                        sharedAt = target;
                    }

                    resumeAt = resumeAt < 0 ? at + 2 : resumeAt;
                    (at, segmentStart) = (target, target);
                    break;
                default:
                    Fail("a label has an unknown type");
                    break;
            }
        }

        return DnsName.Root;
    }

    public void Fail(string error)
    {
        Error ??= error;
        Position = _packet.Length;
    }
}
