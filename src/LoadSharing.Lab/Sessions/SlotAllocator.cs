using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LoadSharing.Lab.Sessions;

/// <summary>Allocates slots. A slot of which another program uses a port or a name is skipped and logged once.</summary>
/// <param name="logger">The log.</param>
/// <param name="portsOf">The ports of a slot that must be free; null for all.</param>
/// <param name="range">The slots to allocate from; null for all of this machine.</param>
internal sealed class SlotAllocator(ILogger logger, Func<Slot, IReadOnlyList<int>>? portsOf = null, SlotRange? range = null)
{
    private readonly SlotRange _range = range ?? SlotRange.OfMachine;
    private readonly ConcurrentDictionary<int, bool> _excluded = new();
    private readonly HashSet<(int Number, string Resource)> _logged = [];
    private readonly Lock _logging = new();
    private volatile HashSet<string> _foreignHostNames = [];

    /// <summary>Excludes the slots whose host names foreign stations use.</summary>
    public void ExcludeHostNames(IEnumerable<string> hostNames) => _foreignHostNames = hostNames.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Locks the lowest free slots.</summary>
    /// <exception cref="LabException">There are too few.</exception>
    public IReadOnlyList<SlotLease> Take(int count)
    {
        var taken = new List<SlotLease>();
        try
        {
            var listening = TcpPorts.Listening();
            for (var number = 0; number < _range.Count && taken.Count < count; number++)
            {
                if (TryTake(new Slot(_range.First + number), listening) is { } lease)
                {
                    taken.Add(lease);
                }
            }

            return taken.Count == count
                ? taken
                : throw new LabException(
                    $"Only {taken.Count} of {count} slots are free on this machine. The target Status shows the labs that use the others.");
        }
        catch
        {
            taken.ForEach(lease => lease.Dispose());
            throw;
        }
    }

    /// <summary>Excludes a slot of which another program uses a resource that only a failed start reveals.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="resource">The resource, such as <c>container emulator_3</c>.</param>
    public void Exclude(Slot slot, string resource)
    {
        _excluded[slot.Number] = true;
        LogOnce(slot, resource);
    }

    private SlotLease? TryTake(Slot slot, HashSet<int> listening)
    {
        if (_excluded.ContainsKey(slot.Number) || SlotLock.TryTake(slot, _range.FirstLock) is not { } lease)
        {
            return null;
        }

        if (ResourceInUse(slot, listening) is not { } resource)
        {
            return lease;
        }

        lease.Dispose();
        LogOnce(slot, resource);
        return null;
    }

    private string? ResourceInUse(Slot slot, HashSet<int> listening)
    {
        foreach (var port in portsOf?.Invoke(slot) ?? slot.Ports)
        {
            if (TcpPorts.IsInUse(port, listening))
            {
                return $"TCP port {port.ToString()}";
            }
        }

        return _foreignHostNames.Contains(slot.HostName) ? $"host name {slot.HostName}" : null;
    }

    private void LogOnce(Slot slot, string resource)
    {
        lock (_logging)
        {
            if (_logged.Add((slot.Number, resource)))
            {
                logger.LogInformation("Slot {Number} is skipped: {Resource} is in use.", slot.Number, resource);
            }
        }
    }
}

/// <summary>Consecutive slots that an allocator may use.</summary>
/// <param name="First">The number of the first slot.</param>
/// <param name="Count">How many slots.</param>
/// <param name="FirstLock">The port that locks slot 0.</param>
internal sealed record SlotRange(int First, int Count, int FirstLock)
{
    /// <summary>All slots of this machine.</summary>
    public static SlotRange OfMachine => new(0, Slot.Count, SlotLock.FirstPort);
}
