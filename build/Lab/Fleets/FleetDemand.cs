namespace Build.Lab.Fleets;

/// <summary>How many fleets of each size the tests need at least: one for each test that asks for fresh stations, one for each that spoils its stations.</summary>
internal sealed class FleetDemand
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, (int Fresh, int Spoilt)> _bySize = [];

    /// <summary>The sizes, one entry for each fleet.</summary>
    public IReadOnlyList<int> Sizes
    {
        get
        {
            lock (_lock)
            {
                return [.. _bySize.SelectMany(entry => Enumerable.Repeat(entry.Key, Math.Max(1, Math.Max(entry.Value.Fresh, entry.Value.Spoilt))))];
            }
        }
    }

    /// <summary>A fleet was leased.</summary>
    public void Leased(int size, bool isFreshNeeded) => Count(size, isFreshNeeded ? 1 : 0, 0);

    /// <summary>A fleet came back.</summary>
    public void Returned(int size, bool isSpoilt) => Count(size, 0, isSpoilt ? 1 : 0);

    private void Count(int size, int fresh, int spoilt)
    {
        lock (_lock)
        {
            var (freshSoFar, spoiltSoFar) = _bySize.GetValueOrDefault(size);
            _bySize[size] = (freshSoFar + fresh, spoiltSoFar + spoilt);
        }
    }
}
