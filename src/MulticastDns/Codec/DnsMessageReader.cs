using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace MulticastDns.Codec;

/// <summary>Decodes packets. Invalid packets are reported as an error text, never as an exception.</summary>
internal static class DnsMessageReader
{
    private const ushort TopBit = 0x8000;
    private const int MinQuestionLength = 5;
    private const int MinRecordLength = 11;

    /// <summary>Decodes one message. Bytes after its last record are ignored.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, [NotNullWhen(true)] out DnsMessage? message, [NotNullWhen(false)] out string? error)
    {
        var reader = new PacketReader(packet);
        var id = reader.ReadUInt16();
        var flags = (DnsFlags)reader.ReadUInt16();
        Span<int> counts = [reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16()];
        if ((counts[0] * MinQuestionLength) + ((counts[1] + counts[2] + counts[3]) * MinRecordLength) > reader.Remaining)
        {
            reader.Fail("the header counts more entries than the packet can hold");
        }

        var questions = ReadQuestions(ref reader, counts[0]);
        var answers = ReadRecords(ref reader, counts[1]);
        var authorities = ReadRecords(ref reader, counts[2]);
        var additionals = ReadRecords(ref reader, counts[3]);
        error = reader.Error;
        message = error is null ? new DnsMessage(id, flags, questions, answers, authorities, additionals) : null;
        return message is not null;
    }

    private static ImmutableArray<DnsQuestion> ReadQuestions(ref PacketReader reader, int count)
    {
        var questions = ImmutableArray.CreateBuilder<DnsQuestion>();
        while (questions.Count < count && reader.Error is null)
        {
            var name = reader.ReadName();
            var type = (DnsType)reader.ReadUInt16();
            var @class = reader.ReadUInt16();
            questions.Add(new DnsQuestion(name, type, (DnsClass)(@class & ~TopBit), (@class & TopBit) != 0));
        }

        return questions.DrainToImmutable();
    }

    private static ImmutableArray<DnsRecord> ReadRecords(ref PacketReader reader, int count)
    {
        var records = ImmutableArray.CreateBuilder<DnsRecord>();
        while (records.Count < count && reader.Error is null)
        {
            var name = reader.ReadName();
            var type = (DnsType)reader.ReadUInt16();
            var @class = reader.ReadUInt16();
            var ttl = reader.ReadUInt32();
            var length = reader.ReadUInt16();
            var end = reader.Position + length;
            if (length > reader.Remaining)
            {
                reader.Fail("the packet ends within a record");
            }

            var data = ReadData(ref reader, type, length, end);
            if (reader.Error is null && reader.Position != end)
            {
                reader.Fail("the length of a record differs from that of its data");
            }

            // In an OPT record the class field is a payload size (RFC 6891 §6.1.2), without a cache-flush bit.
            var flush = (@class & TopBit) != 0 && type != DnsType.Opt;
            records.Add(new DnsRecord(name, data, ttl, flush, (DnsClass)(flush ? @class & ~TopBit : @class)));
        }

        return records.DrainToImmutable();
    }

    private static RecordData ReadData(ref PacketReader reader, DnsType type, int length, int end)
    {
        switch (type)
        {
            case DnsType.A when length == 4:
            case DnsType.Aaaa when length == 16:
                var address = reader.Read(length);
                return reader.Error is null ? new AddressData(new IPAddress(address)) : new OpaqueData(type, Octets.None);
            case DnsType.A or DnsType.Aaaa:
                reader.Fail("an address record has the wrong length");
                return new OpaqueData(type, Octets.None);
            case DnsType.Ptr:
                return new PtrData(reader.ReadName());
            case DnsType.Srv:
                return new SrvData(reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadName());
            case DnsType.Txt:
                return new TxtData(ReadOctets(ref reader, end));
            case DnsType.Nsec:
                return new NsecData(reader.ReadName(), ReadOctets(ref reader, end));
            default:
                return new OpaqueData(type, ReadOctets(ref reader, end));
        }
    }

    private static Octets ReadOctets(ref PacketReader reader, int end)
    {
        if (end < reader.Position)
        {
            reader.Fail("a name ends beyond its record");
            return Octets.None;
        }

        return new Octets(reader.Read(end - reader.Position).ToArray());
    }
}
