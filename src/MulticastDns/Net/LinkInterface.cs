using System.Collections.Concurrent;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace MulticastDns.Net;

/// <summary>The network interface of a link.</summary>
/// <param name="Index">The index that received packets carry.</param>
/// <param name="Networks">The IPv4 networks of the interface.</param>
internal sealed record LinkInterface(int Index, IReadOnlyList<IPNetwork> Networks)
{
    // A process with many nodes opens many sockets, and each enumeration of the interfaces takes hundreds of system calls.
    private static readonly TimeSpan CacheLifetime = TimeSpan.FromSeconds(10);
    private const int MaximumAttempts = 10;

    private static readonly ConcurrentDictionary<IPAddress, (LinkInterface Interface, long FoundAt)> Cache = new();

    /// <summary>Returns the interface with an address, at most <see cref="CacheLifetime"/> old.</summary>
    /// <exception cref="InvalidOperationException">No interface has the address.</exception>
    public static LinkInterface WithAddress(IPAddress address)
    {
        if (Cache.TryGetValue(address, out var cached) && TimeProvider.System.GetElapsedTime(cached.FoundAt) < CacheLifetime)
        {
            return cached.Interface;
        }

        var properties = Find(address).GetIPProperties();
        var found = new LinkInterface(
            properties.GetIPv4Properties().Index,
            [.. properties.UnicastAddresses.Where(local => IsIPv4(local.Address)).Select(local => Network(local.Address, local.PrefixLength))]);
        Cache[address] = (found, TimeProvider.System.GetTimestamp());
        return found;
    }

    /// <summary>Returns an IPv4 address of each interface that is up and supports multicast, except loopback.</summary>
    public static IEnumerable<IPAddress> MulticastAddresses() => AllInterfaces()
        .Where(candidate => candidate.NetworkInterfaceType != NetworkInterfaceType.Loopback && candidate.SupportsMulticast)

        // The status of a tunnel is unknown.
        .Where(candidate => candidate.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown)
        .Select(candidate => AddressesOf(candidate).FirstOrDefault(IsIPv4))
        .OfType<IPAddress>();

    private static bool IsIPv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    private static IEnumerable<IPAddress> AddressesOf(NetworkInterface candidate) =>
        candidate.GetIPProperties().UnicastAddresses.Select(local => local.Address);

    // .NET throws an ArgumentException if another process removes an interface during the enumeration.
    private static NetworkInterface[] AllInterfaces()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return NetworkInterface.GetAllNetworkInterfaces();
            }
            catch (ArgumentException) when (attempt < MaximumAttempts)
            {
                // The next enumeration lacks the removed interface.
            }
        }
    }

    private static NetworkInterface Find(IPAddress address)
    {
        var interfaces = AllInterfaces();
        return Array.Find(interfaces, candidate => AddressesOf(candidate).Contains(address))
            ?? (IPAddress.IsLoopback(address) ? Array.Find(interfaces, candidate => candidate.NetworkInterfaceType == NetworkInterfaceType.Loopback) : null)
            ?? throw new InvalidOperationException(
                $"No network interface has the address {address}. Specify one of these as the interface of the link: "
                + $"{string.Join(", ", interfaces.SelectMany(AddressesOf).Where(IsIPv4))}.");
    }

    // IPNetwork requires that the bits after the prefix are zero.
    private static IPNetwork Network(IPAddress address, int prefixLength)
    {
        var bits = BitConverter.ToUInt32(address.GetAddressBytes());
        var mask = BitConverter.ToUInt32([.. Enumerable.Range(0, 4).Select(i => (byte)(0xFF00 >> Math.Clamp(prefixLength - (8 * i), 0, 8)))]);
        return new IPNetwork(new IPAddress(BitConverter.GetBytes(bits & mask)), prefixLength);
    }
}
