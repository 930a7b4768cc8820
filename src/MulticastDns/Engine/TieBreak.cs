using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>Who of two that probe for one name at the same time goes on (RFC 6762 §8.2, §8.2.1).</summary>
internal static class TieBreak
{
    /// <summary>Negative when <paramref name="ours"/> lose, positive when they win, zero when both propose the same.</summary>
    public static int Compare(IEnumerable<DnsRecord> ours, IEnumerable<DnsRecord> theirs)
    {
        var (left, right) = (Sorted(ours), Sorted(theirs));
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            var order = Compare(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Count.CompareTo(right.Count);
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
