using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace LoadSharing.Lab.Sessions;

/// <summary>Hands out slots, each to one lab of this machine at a time.</summary>
/// <param name="needPtyLink">Whether the place of a slot's PTY link must be free too.</param>
/// <param name="report">Told which slots are passed over, and why.</param>
/// <param name="portsOf">Which ports of a slot must be free; all if not given.</param>
internal sealed class SlotAllocator(bool needPtyLink, Action<string> report, Func<Slot, IReadOnlyList<int>>? portsOf = null)
{
    private readonly ConcurrentDictionary<int, bool> _passedOver = new();
    private readonly HashSet<string> _said = [];
    private readonly Lock _saying = new();
    private volatile HashSet<string> _taken = [];

    /// <summary>Hands out no slot from here on whose host name a stranger has.</summary>
    public void KeepFrom(IEnumerable<string> hostNames) => _taken = hostNames.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the lowest free slots.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Their leases.</returns>
    /// <exception cref="InvalidOperationException">There are not that many.</exception>
    public IReadOnlyList<SlotLease> Take(int count)
    {
        var taken = new List<SlotLease>();
        try
        {
            var listening = ListeningPorts();
            for (var number = 0; number < Slot.Count && taken.Count < count; number++)
            {
                if (TryTake(new Slot(number), listening) is { } lease)
                {
                    taken.Add(lease);
                }
            }

            return taken.Count == count
                ? taken
                : throw new InvalidOperationException($"Only {taken.Count} of the {count} slots asked for are free on this machine; ./build.sh --target=Status shows the labs that are up.");
        }
        catch
        {
            taken.ForEach(lease => lease.Dispose());
            throw;
        }
    }

    /// <summary>Hands a slot out no more: somebody else has something of it that only a start could show.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="obstacle">What somebody else has.</param>
    public void PassOver(Slot slot, string obstacle)
    {
        _passedOver[slot.Number] = true;
        SayPassedOver(slot, obstacle);
    }

    /// <summary>Whether somebody listens on one of the ports.</summary>
    public static bool IsListenedOn(IReadOnlyCollection<int> ports)
    {
        var listening = ListeningPorts();
        return ports.Any(port => IsTaken(port, listening));
    }

    private SlotLease? TryTake(Slot slot, HashSet<int> listening)
    {
        if (_passedOver.ContainsKey(slot.Number) || SlotLock.TryTake(slot) is not { } lease)
        {
            return null;
        }

        var obstacle = Obstacle(slot, listening);
        if (obstacle is null)
        {
            return lease;
        }

        lease.Dispose();
        SayPassedOver(slot, obstacle);
        return null;
    }

    private string? Obstacle(Slot slot, HashSet<int> listening)
    {
        foreach (var port in portsOf?.Invoke(slot) ?? slot.Ports)
        {
            if (IsTaken(port, listening))
            {
                return $"TCP port {port.ToString(CultureInfo.InvariantCulture)}";
            }
        }

        if (_taken.Contains(slot.HostName))
        {
            return $"host name {slot.HostName}";
        }

        // A link to a terminal that is gone belongs to a lab that was killed; Cleanup removes it, and until then it is in the way.
        return needPtyLink && (File.Exists(slot.PtyLink) || new FileInfo(slot.PtyLink).LinkTarget is not null) ? slot.PtyLink : null;
    }

    // Linux refuses to listen where anybody does, on whatever address; elsewhere the list of listeners tells. It is long: it has every closed connection too.
    private static HashSet<int> ListeningPorts() => OperatingSystem.IsLinux()
        ? []
        : [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port)];

    private static bool IsTaken(int port, HashSet<int> listening) => listening.Contains(port) || !CanListen(port);

    private static bool CanListen(int port) => CanListen(IPAddress.Any, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Any, port));

    private static bool CanListen(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void SayPassedOver(Slot slot, string obstacle)
    {
        var message = string.Create(CultureInfo.InvariantCulture, $"Slot {slot.Number} is passed over: {obstacle} belongs to somebody else.");
        lock (_saying)
        {
            if (_said.Add(message))
            {
                report(message);
            }
        }
    }
}
