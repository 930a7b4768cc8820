namespace LoadSharing.Lab.Tests.Support;

/// <summary>Consecutive slots that other labs of this machine do not use, with locks of their own for an allocator under test.</summary>
internal sealed class ReservedSlots : IAsyncDisposable
{
    // Labs allocate the lowest free slots, so that these are rarely in use.
    private const int First = 256;

    private readonly IReadOnlyList<SlotLease> _leases;

    private ReservedSlots(IReadOnlyList<SlotLease> leases) => _leases = leases;

    public Slot this[int index] => _leases[index].Slot;

    /// <summary>The range for the allocator under test.</summary>
    public SlotRange Range => new(this[0].Number, _leases.Count, SlotLock.FirstPort + Slot.Count);

    public static ReservedSlots Take(int count)
    {
        for (var first = First; first + count <= Slot.Count; first += count)
        {
            var leases = Enumerable.Range(first, count).Select(number => SlotLock.TryTake(new Slot(number))).ToList();
            if (leases.TrueForAll(lease => lease is not null && !TcpPorts.IsListenedOn(lease.Slot.Ports)))
            {
                return new ReservedSlots(leases!);
            }

            leases.ForEach(lease => lease?.Dispose());
        }

        throw new InvalidOperationException($"No {count} consecutive slots are free on this machine.");
    }

    public ValueTask DisposeAsync()
    {
        foreach (var lease in _leases)
        {
            lease.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
