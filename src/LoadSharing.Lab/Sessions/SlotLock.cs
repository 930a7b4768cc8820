using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LoadSharing.Lab.Sessions;

/// <summary>
/// The machine-wide locks of slots: bound UDP ports. The kernel releases a port when its process exits, even by SIGKILL. Unlike a lock file, a port needs no
/// directory that all users can write to, and no user can block it after his processes have exited.
/// </summary>
internal static class SlotLock
{
    /// <summary>The lock of slot 0. The next ports are those of the other slots.</summary>
    public const int FirstPort = 24000;

    // Binding a port that this process has bound costs an exception. Labs in one process, as in a mutation test, would pay it for every slot of the others.
    private static readonly ConcurrentDictionary<int, bool> Own = new();

    /// <summary>Locks a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="firstPort">The lock of slot 0.</param>
    /// <returns>The locked slot; null if a lab holds it.</returns>
    public static SlotLease? TryTake(Slot slot, int firstPort = FirstPort)
    {
        var port = firstPort + slot.Number;
        if (!Own.TryAdd(port, true))
        {
            return null;
        }

        if (TryBind(port) is { } socket)
        {
            return new SlotLease(slot, socket, () => Own.TryRemove(port, out _));
        }

        Own.TryRemove(port, out _);
        return null;
    }

    private static Socket? TryBind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true };
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}

/// <summary>A slot that this process holds until it disposes of it or exits.</summary>
internal sealed class SlotLease(Slot slot, Socket socket, Action released) : IDisposable
{
    private bool _isReleased;

    public Slot Slot { get; } = slot;

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReleased, true))
        {
            return;
        }

        socket.Dispose();
        released();
    }
}
