using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Networks;

/// <summary>
/// The two addresses of the link between a namespace and this machine, out of the link-local ones (RFC 3927): those are never routed, so that nothing sent
/// to them can go further. The interface's name is the lock on the number: the system has it only once.
/// </summary>
/// <param name="Number">The number, from 0.</param>
internal sealed record Subnet(int Number)
{
    private const int Count = 1024;
    private const int AddressesEach = 4;
    private const int PrefixLength = 30;

    // 169.254.86.0 to 169.254.101.255: clear of the metadata services of clouds, which are known to be on .169 and .170.
    private const int First = (169 << 24) | (254 << 16) | (86 << 8);

    private const string Taken = "File exists";

    /// <summary>The address of this machine's end.</summary>
    public string Host => Address(1);

    /// <summary>The address of the namespace's end.</summary>
    public string Station => Address(2);

    /// <summary>This machine's end; a name of an interface has 15 letters at most.</summary>
    public string Interface => $"evse-fleet-{Number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Joins a new namespace to this machine by the first free subnet, and puts its loopback interface up for multicast.</summary>
    /// <exception cref="InvalidOperationException">The system refuses, or no subnet is free.</exception>
    public static async Task<Subnet> JoinAsync(NetworkNamespace network)
    {
        var subnet = await TakeAsync(network);
        await Task.WhenAll(
            BatchAsync(
                [],
                $"link set {subnet.Interface} multicast off addrgenmode none alias {network.Name}",
                $"address add {subnet.Host}/{PrefixLength} dev {subnet.Interface}",
                $"link set {subnet.Interface} up"),
            BatchAsync(
                ["-netns", network.Name],
                "link set lo up multicast on",
                "route replace 224.0.0.0/4 dev lo",
                $"link set {NetworkNamespace.WayOut} multicast off addrgenmode none",
                $"address add {subnet.Station}/{PrefixLength} dev {NetworkNamespace.WayOut}",
                $"link set {NetworkNamespace.WayOut} up"));
        return subnet;
    }

    // Somebody else may take the name between the look and the try: then the next one is tried.
    private static async Task<Subnet> TakeAsync(NetworkNamespace network)
    {
        var interfaces = NetworkInterface.GetAllNetworkInterfaces();
        var names = interfaces.Select(candidate => candidate.Name).ToHashSet();
        var addresses = interfaces
            .SelectMany(candidate => candidate.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address.ToString())
            .ToHashSet();
        foreach (var subnet in Enumerable.Range(0, Count).Select(number => new Subnet(number)))
        {
            if (names.Contains(subnet.Interface) || Enumerable.Range(0, AddressesEach).Any(offset => addresses.Contains(subnet.Address(offset))))
            {
                continue;
            }

            var command = Superuser.Current.AsRoot(new ProcessCommand(
                "ip", ["link", "add", subnet.Interface, "type", "veth", "peer", "name", NetworkNamespace.WayOut, "netns", network.Name]));
            switch (await ToolRun.TryAsync(command))
            {
                case null:
                    return subnet;
                case var said when !said.Contains(Taken, StringComparison.Ordinal):
                    throw new InvalidOperationException($"{command}: {said}");
            }
        }

        throw new InvalidOperationException(
            $"All {Count} links of fleets are taken on this machine; ./build.sh --target=Cleanup removes those that killed builds left.");
    }

    private static Task BatchAsync(IReadOnlyList<string> where, params IReadOnlyList<string> lines) =>
        ToolRun.RunAsync(Superuser.Current.AsRoot(new ProcessCommand("ip", [.. where, "-batch", "-"])), string.Join('\n', lines) + "\n");

    private string Address(int offset)
    {
        var address = First + (Number * AddressesEach) + offset;
        return new IPAddress([(byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address]).ToString();
    }
}
