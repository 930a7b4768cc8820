using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>
/// Lays questions and records out in packets that fit an Ethernet frame; only a single record larger than that makes a larger packet
/// (RFC 6762 §17).
/// </summary>
internal sealed class PacketAssembler
{
    /// <summary>1500 bytes of Ethernet less the headers of IPv4 and UDP.</summary>
    public const int FramePayload = 1472;

    /// <summary>The largest packet that may be sent or received: 9000 bytes less those headers (RFC 6762 §17).</summary>
    public const int LargestPayload = 8972;

    private const DnsFlags Answer = DnsFlags.Response | DnsFlags.Authoritative;

    private readonly byte[] _buffer = new byte[LargestPayload];

    /// <summary>A multicast response. What doesn't fit the first packet goes on in further ones, as answers: nobody need have asked for an answer.</summary>
    public List<byte[]> Response(IReadOnlyCollection<DnsRecord> answers, IReadOnlyCollection<DnsRecord> additionals)
    {
        var packets = new List<byte[]>();
        var writer = new DnsMessageWriter(_buffer.AsSpan(0, FramePayload));
        foreach (var (section, record) in answers.Select(r => (DnsSection.Answer, r)).Concat(additionals.Select(r => (DnsSection.Additional, r))))
        {
            if (writer.TryWrite(packets.Count == 0 ? section : DnsSection.Answer, record))
            {
                continue;
            }

            if (!writer.IsEmpty)
            {
                packets.Add(Finish(writer, Answer));
                writer = new DnsMessageWriter(_buffer.AsSpan(0, FramePayload));
            }

            if (!writer.TryWrite(DnsSection.Answer, record))
            {
                writer = new DnsMessageWriter(_buffer);
                writer.TryWrite(DnsSection.Answer, record);
                packets.Add(Finish(writer, Answer));
                writer = new DnsMessageWriter(_buffer.AsSpan(0, FramePayload));
            }
        }

        if (!writer.IsEmpty)
        {
            packets.Add(Finish(writer, Answer));
        }

        return packets;
    }

    /// <summary>A query. Known answers that don't fit go on in packets without questions, announced by the TC bit (RFC 6762 §7.2).</summary>
    /// <param name="questions">Those that <paramref name="knownAnswers"/> belong to last, so that they share a packet.</param>
    /// <param name="knownAnswers">What needn't be answered.</param>
    public List<byte[]> Query(IReadOnlyCollection<DnsQuestion> questions, IReadOnlyCollection<DnsRecord> knownAnswers)
    {
        var packets = new List<byte[]>();
        var writer = new DnsMessageWriter(_buffer.AsSpan(0, FramePayload));
        foreach (var question in questions)
        {
            if (!writer.TryWrite(question))
            {
                packets.Add(Finish(writer, DnsFlags.None));
                writer = new DnsMessageWriter(_buffer.AsSpan(0, FramePayload));
                writer.TryWrite(question);
            }
        }

        foreach (var record in knownAnswers)
        {
            if (!writer.TryWrite(DnsSection.Answer, record))
            {
                packets.Add(Finish(writer, DnsFlags.Truncated));
                writer = new DnsMessageWriter(_buffer.AsSpan(0, FramePayload));
                writer.TryWrite(DnsSection.Answer, record);
            }
        }

        packets.Add(Finish(writer, DnsFlags.None));
        return packets;
    }

    /// <summary>A probe: one packet, since the proposed records are compared as a whole (RFC 6762 §8.2).</summary>
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

    /// <summary>
    /// An answer for a resolver that knows DNS but not multicast DNS: its id and question repeated, short lives, no flush bit
    /// (RFC 6762 §6.7). One packet, with the TC bit if something had to be left out.
    /// </summary>
    public byte[] Legacy(ushort id, IEnumerable<DnsQuestion> questions, IEnumerable<DnsRecord> answers, IEnumerable<DnsRecord> additionals)
    {
        var writer = new DnsMessageWriter(_buffer.AsSpan(0, FramePayload), compressServiceTargets: false);
        var complete = true;
        foreach (var question in questions)
        {
            complete &= writer.TryWrite(question with { UnicastResponse = false });
        }

        foreach (var (section, record) in answers.Select(r => (DnsSection.Answer, r)).Concat(additionals.Select(r => (DnsSection.Additional, r))))
        {
            var fits = writer.TryWrite(section, record with { CacheFlush = false, Ttl = Math.Min(record.Ttl, Timing.LegacyTtl) });
            complete &= fits || section == DnsSection.Additional;
        }

        return Finish(writer, complete ? Answer : Answer | DnsFlags.Truncated, id);
    }

    private byte[] Finish(scoped in DnsMessageWriter writer, DnsFlags flags, ushort id = 0) => _buffer[..writer.Finish(id, flags)];
}
