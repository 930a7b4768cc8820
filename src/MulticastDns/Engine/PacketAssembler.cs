using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>Distributes questions and records over packets that fit an Ethernet frame; a larger record gets a larger packet (RFC 6762 §17).</summary>
internal sealed class PacketAssembler
{
    /// <summary>The payload of an Ethernet frame in bytes: 1500 without the headers of IPv4 and UDP.</summary>
    public const int FramePayload = 1472;

    /// <summary>The maximum payload in bytes: 9000 without these headers (RFC 6762 §17).</summary>
    public const int MaxPayload = 8972;

    private const DnsFlags ResponseFlags = DnsFlags.Response | DnsFlags.Authoritative;

    private readonly byte[] _buffer = new byte[MaxPayload];

    /// <summary>Assembles a multicast response. Records that do not fit the first packet become answers of further ones.</summary>
    public List<byte[]> Response(IEnumerable<DnsRecord> answers, IEnumerable<DnsRecord> additionals)
    {
        var packets = new List<byte[]>();
        var writer = NewFrame();
        foreach (var (section, record) in InSections(answers, additionals))
        {
            if (writer.TryWrite(packets.Count == 0 ? section : DnsSection.Answer, record))
            {
                continue;
            }

            if (!writer.IsEmpty)
            {
                packets.Add(Finish(writer, ResponseFlags));
                writer = NewFrame();
            }

            if (!writer.TryWrite(DnsSection.Answer, record))
            {
                writer = new DnsMessageWriter(_buffer);
                writer.TryWrite(DnsSection.Answer, record);
                packets.Add(Finish(writer, ResponseFlags));
                writer = NewFrame();
            }
        }

        if (!writer.IsEmpty)
        {
            packets.Add(Finish(writer, ResponseFlags));
        }

        return packets;
    }

    /// <summary>Assembles a query. If the known answers need several packets, all but the last have the TC bit set (RFC 6762 §7.2).</summary>
    /// <param name="questions">Those with known answers come last, to share a packet with them.</param>
    /// <param name="knownAnswers">Records that suppress answers.</param>
    public List<byte[]> Query(IEnumerable<DnsQuestion> questions, IEnumerable<DnsRecord> knownAnswers)
    {
        var packets = new List<byte[]>();
        var writer = NewFrame();
        foreach (var question in questions)
        {
            if (!writer.TryWrite(question))
            {
                packets.Add(Finish(writer, DnsFlags.None));
                writer = NewFrame();
                writer.TryWrite(question);
            }
        }

        foreach (var record in knownAnswers)
        {
            if (!writer.TryWrite(DnsSection.Answer, record))
            {
                packets.Add(Finish(writer, DnsFlags.Truncated));
                writer = NewFrame();
                writer.TryWrite(DnsSection.Answer, record);
            }
        }

        packets.Add(Finish(writer, DnsFlags.None));
        return packets;
    }

    /// <summary>Assembles a probe in one packet, since the tie-break compares all proposed records (RFC 6762 §8.2).</summary>
    public byte[] Probe(IEnumerable<DnsQuestion> questions, IEnumerable<DnsRecord> proposed)
    {
        var writer = new DnsMessageWriter(_buffer);
        foreach (var question in questions)
        {
            writer.TryWrite(question);
        }

        foreach (var record in proposed)
        {
            writer.TryWrite(DnsSection.Authority, record);
        }

        return Finish(writer, DnsFlags.None);
    }

    /// <summary>Assembles a response to a legacy resolver in one packet, with the TC bit if answers do not fit (RFC 6762 §6.7).</summary>
    /// <param name="id">The id of the query, repeated.</param>
    /// <param name="questions">The questions of the query, repeated.</param>
    /// <param name="answers">Sent with a limited time to live and without the cache-flush bit.</param>
    /// <param name="additionals">Sent likewise, as far as they fit.</param>
    public byte[] LegacyResponse(ushort id, IEnumerable<DnsQuestion> questions, IEnumerable<DnsRecord> answers, IEnumerable<DnsRecord> additionals)
    {
        var writer = new DnsMessageWriter(_buffer.AsSpan(0, FramePayload), compressServiceTargets: false);
        var complete = true;
        foreach (var question in questions)
        {
            complete &= writer.TryWrite(question with { UnicastResponse = false });
        }

        foreach (var (section, record) in InSections(answers, additionals))
        {
            var fits = writer.TryWrite(section, record with { CacheFlush = false, Ttl = Math.Min(record.Ttl, Timing.LegacyTtl) });
            complete &= fits || section == DnsSection.Additional;
        }

        return Finish(writer, complete ? ResponseFlags : ResponseFlags | DnsFlags.Truncated, id);
    }

    private static IEnumerable<(DnsSection Section, DnsRecord Record)> InSections(IEnumerable<DnsRecord> answers, IEnumerable<DnsRecord> additionals) =>
        answers.Select(record => (DnsSection.Answer, record)).Concat(additionals.Select(record => (DnsSection.Additional, record)));

    private DnsMessageWriter NewFrame() => new(_buffer.AsSpan(0, FramePayload));

    private byte[] Finish(scoped in DnsMessageWriter writer, DnsFlags flags, ushort id = 0) => _buffer[..writer.Finish(id, flags)];
}
