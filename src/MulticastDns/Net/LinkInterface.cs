using System.Collections.Concurrent;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace MulticastDns.Net;

/// <summary>The network interface of a link.</summary>
/// <param name="Index">Its number, as packets name it.</param>
/// <param name="Networks">What is local to it.</param>
internal sealed record LinkInterface(int Index, IReadOnlyList<IPNetwork> Networks)
{
    // Asking the system for its interfaces takes hundreds of calls, and a process with many nodes asks at every sweep of each.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<IPAddress, (LinkInterface Found, long At)> Known = new();

    /// <summary>The interface that has an address, as it was a few seconds ago at most.</summary>
    /// <exception cref="InvalidOperationException">None has it.</exception>
    public static LinkInterface With(IPAddress address)
    {
        if (Known.TryGetValue(address, out var known) && TimeProvider.System.GetElapsedTime(known.At) < Lifetime)
        {
            return known.Found;
        }

        var found = Of(Find(address).GetIPProperties());
        Known[address] = (found, TimeProvider.System.GetTimestamp());
        return found;
    }

    /// <summary>An IPv4 address of each interface that is up and carries multicast, loopback aside.</summary>
    public static IEnumerable<IPAddress> MulticastAddresses() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(candidate => candidate.NetworkInterfaceType != NetworkInterfaceType.Loopback && candidate.SupportsMulticast)

        // A tunnel does not know whether it is up.
        .Where(candidate => candidate.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
        .Select(candidate => candidate.GetIPProperties().UnicastAddresses.Select(local => local.Address).FirstOrDefault(IsIPv4))
        .OfType<IPAddress>();

    private static bool IsIPv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    private static LinkInterface Of(IPInterfaceProperties properties) => new(
        properties.GetIPv4Properties().Index,
        [
            .. properties.UnicastAddresses
                .Where(local => local.Address.AddressFamily == AddressFamily.InterNetwork)
                .Select(local => Network(local.Address, local.PrefixLength)),
        ]);

    private static NetworkInterface Find(IPAddress address)
    {
        var interfaces = NetworkInterface.GetAllNetworkInterfaces();
        var found = Array.Find(interfaces, candidate => candidate.GetIPProperties().UnicastAddresses.Any(local => local.Address.Equals(address)))
            ?? (IPAddress.IsLoopback(address) ? Array.Find(interfaces, candidate => candidate.NetworkInterfaceType == NetworkInterfaceType.Loopback) : null);
        var all = interfaces.SelectMany(candidate => candidate.GetIPProperties().UnicastAddresses)
            .Select(local => local.Address)
            .Where(local => local.AddressFamily == AddressFamily.InterNetwork);
        return found ?? throw new InvalidOperationException(
            $"No network interface has the address {address}; this machine has {string.Join(", ", all)}. Name one of them as the link's interface.");
    }

    private static IPNetwork Network(IPAddress address, int prefixLength)
    {
        var bits = BitConverter.ToUInt32(address.GetAddressBytes());
        var mask = BitConverter.ToUInt32([.. Enumerable.Range(0, 4).Select(i => (byte)(0xFF00 >> Math.Clamp(prefixLength - (8 * i), 0, 8)))]);
        return new IPNetwork(new IPAddress(BitConverter.GetBytes(bits & mask)), prefixLength);
    }
}
