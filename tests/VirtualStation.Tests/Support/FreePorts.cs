namespace VirtualStation.Tests.Support;

/// <summary>
/// Finds free ports for stations, each once in this process. They are above the ports of the lab's slots and below 32768, from where Linux takes the ports
/// of outgoing connections: such a connection would take a port between this check and the station's start.
/// </summary>
internal static class FreePorts
{
    private const int First = 26000;
    private const int Count = 32768 - First;
    private static int _taken = Random.Shared.Next(Count);

    public static int Tcp() => Find(SocketType.Stream, ProtocolType.Tcp);

    public static int Udp() => Find(SocketType.Dgram, ProtocolType.Udp);

    private static int Find(SocketType type, ProtocolType protocol)
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _taken) % Count);
            using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one.
            }
        }
    }
}
