using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>Compares the proposed records of two simultaneous probes (RFC 6762 §8.2, §8.2.1).</summary>
internal static class TieBreak
{
    /// <summary>Negative if <paramref name="ours"/> lose, positive if they win, zero if both are equal.</summary>
    public static int Compare(IEnumerable<DnsRecord> ours, IEnumerable<DnsRecord> theirs)
    {
        var (left, right) = (Sorted(ours), Sorted(theirs));
        var difference = left.Zip(right, Compare).FirstOrDefault(order => order != 0);
        return difference != 0 ? difference : left.Count.CompareTo(right.Count);
    }

    private static List<(DnsClass Class, DnsType Type, byte[] Data)> Sorted(IEnumerable<DnsRecord> records)
    {
        var sorted = records.Select(record => (record.Class, record.Type, DnsMessageWriter.Uncompressed(record.Data))).ToList();
        sorted.Sort(Compare);
        return sorted;
    }

    private static int Compare((DnsClass Class, DnsType Type, byte[] Data) left, (DnsClass Class, DnsType Type, byte[] Data) right)
    {
        var order = (left.Class, left.Type).CompareTo((right.Class, right.Type));
        return order != 0 ? order : left.Data.AsSpan().SequenceCompareTo(right.Data);
    }
}
