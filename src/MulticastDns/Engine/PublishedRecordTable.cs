using System.Net;
using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>The records of all publications. Publications that share a host or a type share its records.</summary>
internal sealed class PublishedRecordTable
{
    private readonly Dictionary<RecordKey, PublishedRecord> _byKey = [];
    private readonly Dictionary<DnsName, List<PublishedRecord>> _byName = [];

    public IReadOnlyCollection<PublishedRecord> All => _byKey.Values;

    public IReadOnlyList<PublishedRecord> Named(DnsName name) => _byName.TryGetValue(name, out var records) ? records : [];

    public PublishedRecord? Find(RecordKey key) => _byKey.GetValueOrDefault(key);

    public PublishedRecord Add(DnsRecord record, bool isShared, Publication publication)
    {
        if (!_byKey.TryGetValue(record.Key, out var published))
        {
            _byKey.Add(record.Key, published = new PublishedRecord(record, isShared));
            if (!_byName.TryGetValue(record.Name, out var named))
            {
                _byName.Add(record.Name, named = []);
            }

            named.Add(published);
        }

        published.Publications.Add(publication);
        return published;
    }

    /// <summary>Removes a publication.</summary>
    /// <returns>Its records that no other publication has.</returns>
    public IReadOnlyList<PublishedRecord> Remove(Publication publication)
    {
        foreach (var published in publication.Records)
        {
            published.Publications.Remove(publication);
        }

        var removed = publication.Records.Where(published => published.Publications.Count == 0).ToList();
        foreach (var record in removed.Select(published => published.Record))
        {
            _byKey.Remove(record.Key, out var published);
            _byName[record.Name].Remove(published!);
            if (_byName[record.Name].Count == 0)
            {
                _byName.Remove(record.Name);
            }
        }

        return removed;
    }
}

/// <summary>A record that this node publishes, with the state of its multicast responses.</summary>
internal sealed class PublishedRecord(DnsRecord record, bool isShared)
{
    public DnsRecord Record { get; } = record;

    /// <summary>Whether other responders may publish records with the same name and type (RFC 6762 §2).</summary>
    public bool IsShared { get; } = isShared;

    public List<Publication> Publications { get; } = [];

    /// <summary>Whether probing is complete, so that queries are answered with this record.</summary>
    public bool IsAnnounced => Publications.Exists(publication => publication.IsAnnounced);

    public TimeSpan? LastMulticast { get; set; }

    /// <summary>When the record is due to be multicast in a response; null if it is not.</summary>
    public TimeSpan? ResponseDue { get; set; }

    /// <summary>The source of the truncated query that the response is for, if no other query asked for the record (RFC 6762 §7.2).</summary>
    public IPEndPoint? TruncatedQuerySource { get; set; }

    public void CancelResponse() => (ResponseDue, TruncatedQuerySource) = (null, null);
}
