namespace LoadSharing.Lab.Fleets;

/// <summary>How many fleets of each size the tests need at least: one for each test that asks for fresh stations, one for each that spoils its stations.</summary>
/// <param name="soon">How long a test may have its stations if others are to wait for them.</param>
internal sealed class FleetDemand(TimeSpan soon)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, (int Fresh, int Spoilt)> _bySize = [];
    private readonly SortedDictionary<string, Reuse> _reuse = new(StringComparer.Ordinal);

    /// <summary>The tests' needs.</summary>
    public FleetNeeds Needs
    {
        get
        {
            lock (_lock)
            {
                var sizes = _bySize.SelectMany(entry => Enumerable.Repeat(entry.Key, Math.Max(1, Math.Max(entry.Value.Fresh, entry.Value.Spoilt))));
                return new FleetNeeds([.. sizes], new SortedDictionary<string, Reuse>(_reuse, StringComparer.Ordinal));
            }
        }
    }

    /// <summary>A fleet was leased.</summary>
    public void Leased(int size, bool isFreshNeeded)
    {
        lock (_lock)
        {
            Count(size, isFreshNeeded ? 1 : 0, 0);
        }
    }

    /// <summary>A test has given a fleet back.</summary>
    /// <param name="size">How many stations.</param>
    /// <param name="test">The test.</param>
    /// <param name="had">How long it had them.</param>
    /// <param name="isSpoilt">Whether others cannot have them.</param>
    public void Returned(int size, string test, TimeSpan had, bool isSpoilt)
    {
        lock (_lock)
        {
            Count(size, 0, isSpoilt ? 1 : 0);
            if (isSpoilt || had > soon)
            {
                _reuse[test] = isSpoilt ? Reuse.Never : Reuse.Late;
            }
        }
    }

    private void Count(int size, int fresh, int spoilt)
    {
        var (freshSoFar, spoiltSoFar) = _bySize.GetValueOrDefault(size);
        _bySize[size] = (freshSoFar + fresh, spoiltSoFar + spoilt);
    }
}
