using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>The records this node is responsible for, each once however many publications bring it.</summary>
internal sealed class OwnRecordTable
{
    private readonly Dictionary<RecordKey, OwnRecord> _byKey = [];
    private readonly Dictionary<DnsName, List<OwnRecord>> _byName = [];

    public IReadOnlyCollection<OwnRecord> All => _byKey.Values;

    public IReadOnlyList<OwnRecord> Named(DnsName name) => _byName.TryGetValue(name, out var records) ? records : [];

    public OwnRecord? Find(RecordKey key) => _byKey.GetValueOrDefault(key);

    public OwnRecord Add(DnsRecord record, bool isShared, Publication owner)
    {
        if (!_byKey.TryGetValue(record.Key, out var own))
        {
            own = new OwnRecord(record, isShared);
            _byKey.Add(record.Key, own);
            if (!_byName.TryGetValue(record.Name, out var named))
            {
                _byName.Add(record.Name, named = []);
            }

            named.Add(own);
        }

        own.Owners.Add(owner);
        return own;
    }

    /// <summary>Takes a publication's records out and gives those that nobody else brings.</summary>
    public IReadOnlyList<OwnRecord> Remove(Publication owner)
    {
        foreach (var own in owner.Records)
        {
            own.Owners.Remove(owner);
        }

        var orphans = owner.Records.Where(own => own.Owners.Count == 0).ToList();
        foreach (var own in orphans)
        {
            _byKey.Remove(own.Record.Key);
            _byName[own.Record.Name].Remove(own);
            if (_byName[own.Record.Name].Count == 0)
            {
                _byName.Remove(own.Record.Name);
            }
        }

        return orphans;
    }
}
