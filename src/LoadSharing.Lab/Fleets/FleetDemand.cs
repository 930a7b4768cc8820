namespace LoadSharing.Lab.Fleets;

/// <summary>Counts the fleets that tests need, so that a later run of the same tests can start them ahead.</summary>
public sealed class FleetDemand
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, (int Fresh, int NotClean)> _bySize = [];

    /// <summary>
    /// The sizes of the fleets, smallest first, with one entry for each fleet. A size needs a fleet for each test that requests fresh stations, or for each
    /// test that does not release its stations as clean, whichever is more.
    /// </summary>
    public IReadOnlyList<int> Sizes
    {
        get
        {
            lock (_lock)
            {
                return [.. _bySize.SelectMany(entry => Enumerable.Repeat(entry.Key, Math.Max(1, Math.Max(entry.Value.Fresh, entry.Value.NotClean))))];
            }
        }
    }

    internal void AddLease(LeaseRequest request) => Add(request.Size, request.Fresh ? 1 : 0, 0);

    internal void AddRelease(int size, FleetState state) => Add(size, 0, state == FleetState.Clean ? 0 : 1);

    private void Add(int size, int fresh, int notClean)
    {
        lock (_lock)
        {
            var (freshSoFar, notCleanSoFar) = _bySize.GetValueOrDefault(size);
            _bySize[size] = (freshSoFar + fresh, notCleanSoFar + notClean);
        }
    }
}
