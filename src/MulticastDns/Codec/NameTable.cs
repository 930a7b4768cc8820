namespace MulticastDns.Codec;

/// <summary>Where in a packet under way each name and each suffix of one stands, for compression (RFC 1035 §4.1.4). Case counts: it is kept.</summary>
internal sealed class NameTable
{
    // A pointer has 14 bits.
    private const int FarthestTarget = 0x3FFF;

    private readonly Dictionary<Octets, int> _positions = [];
    private readonly List<Octets> _order = [];

    public int? Find(ReadOnlyMemory<byte> wire) => _positions.TryGetValue(new Octets(wire), out var position) ? position : null;

    public void Add(ReadOnlyMemory<byte> wire, int position)
    {
        var suffix = new Octets(wire);
        if (position <= FarthestTarget && _positions.TryAdd(suffix, position))
        {
            _order.Add(suffix);
        }
    }

    /// <summary>Forgets names at or after <paramref name="position"/>.</summary>
    public void RollBack(int position)
    {
        while (_order.Count > 0 && _positions[_order[^1]] >= position)
        {
            _positions.Remove(_order[^1]);
            _order.RemoveAt(_order.Count - 1);
        }
    }
}
