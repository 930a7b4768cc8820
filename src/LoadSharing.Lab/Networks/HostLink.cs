using System.Net;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Networks;

/// <summary>
/// A veth pair between a namespace and this machine. Its addresses are link-local (RFC 3927), which are never routed. The name of the interface is the
/// machine-wide lock on the number.
/// </summary>
/// <param name="Number">The number of the pair, from 0.</param>
internal sealed record HostLink(int Number)
{
    private const int Count = 1024;
    private const int AddressesEach = 4;
    private const int PrefixLength = 30;

    // 169.254.86.0 to 169.254.101.255. Cloud metadata services use 169.254.169.0 and 169.254.170.0.
    private const int FirstAddress = (169 << 24) | (254 << 16) | (86 << 8);

    // 198.18.0.0/15 is for tests of networks (RFC 2544), and never routed.
    private const int FirstOwnAddress = (198 << 24) | (18 << 16);
    private const int OwnAddressesEach = 128;
    private const int OwnPrefixLength = 25;

    private const string NameTaken = "File exists";

    /// <summary>The address of this machine's end.</summary>
    public string HostAddress => Address(1);

    /// <summary>The address of the namespace's end.</summary>
    public string StationAddress => Address(2);

    /// <summary>The name of this machine's interface. The kernel allows 15 characters.</summary>
    public string Interface => $"evse-fleet-{Number.ToString()}";

    /// <summary>Connects a new namespace to this machine through the first free pair, and enables multicast on its loopback interface.</summary>
    /// <exception cref="LabException">The system refuses, or all numbers are in use.</exception>
    public static async Task<HostLink> CreateAsync(NetworkNamespace network)
    {
        var link = await AddAsync(network);
        await Task.WhenAll(
            BatchAsync(
                [],
                $"link set {link.Interface} multicast off addrgenmode none alias {network.Name}",
                $"address add {link.HostAddress}/{PrefixLength} dev {link.Interface}",
                $"link set {link.Interface} up"),
            BatchAsync(
                ["-netns", network.Name],
                "link set lo up multicast on",
                "route replace 224.0.0.0/4 dev lo",
                $"link set {NetworkNamespace.HostInterface} multicast off addrgenmode none",
                $"address add {link.StationAddress}/{PrefixLength} dev {NetworkNamespace.HostInterface}",
                $"link set {NetworkNamespace.HostInterface} up"));
        return link;
    }

    /// <summary>The address of a station in a namespace with <see cref="AddOwnAddressesAsync"/>.</summary>
    /// <param name="index">The index of the station in its fleet.</param>
    public string OwnAddress(int index) => Text(FirstOwnAddress + (Number * OwnAddressesEach) + 1 + index);

    /// <summary>Gives the namespace a range of local addresses, which this machine reaches through the pair.</summary>
    public async Task AddOwnAddressesAsync(NetworkNamespace network)
    {
        var range = $"{Text(FirstOwnAddress + (Number * OwnAddressesEach))}/{OwnPrefixLength}";
        await Task.WhenAll(
            BatchAsync([], $"route replace {range} via {StationAddress} dev {Interface}"),
            BatchAsync(["-netns", network.Name], $"route replace local {range} dev lo"));
    }

    // Another lab may take the name between the check and the command; then the next number is tried.
    private static async Task<HostLink> AddAsync(NetworkNamespace network)
    {
        // The kernel's files: NetworkInterface.GetAllNetworkInterfaces() throws an ArgumentException if another lab removes a pair meanwhile, as measured
        // with three runs at a time.
        var routes = await File.ReadAllTextAsync("/proc/net/fib_trie");
        foreach (var link in Enumerable.Range(0, Count).Select(number => new HostLink(number)))
        {
            if (Directory.Exists($"/sys/class/net/{link.Interface}")
                || Enumerable.Range(0, AddressesEach).Any(offset => routes.Contains($"-- {link.Address(offset)}\n", StringComparison.Ordinal)))
            {
                continue;
            }

            var command = Superuser.Current.AsRoot(new ProcessCommand(
                "ip", ["link", "add", link.Interface, "type", "veth", "peer", "name", NetworkNamespace.HostInterface, "netns", network.Name]));
            switch (await ToolRun.TryAsync(command))
            {
                case null:
                    return link;
                case var error when !error.Contains(NameTaken, StringComparison.Ordinal):
                    throw new LabException($"{command}: {error}");
            }
        }

        throw new LabException($"All {Count} network links of fleets are in use on this machine. The target Cleanup removes the orphans of killed builds.");
    }

    private static Task BatchAsync(IReadOnlyList<string> options, params IReadOnlyList<string> lines) =>
        ToolRun.RunAsync(Superuser.Current.AsRoot(new ProcessCommand("ip", [.. options, "-batch", "-"])), string.Join('\n', lines) + "\n");

    private string Address(int offset) => Text(FirstAddress + (Number * AddressesEach) + offset);

    private static string Text(int address) =>
        new IPAddress([(byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address]).ToString();
}
