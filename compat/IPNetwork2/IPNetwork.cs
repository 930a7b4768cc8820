using System.Globalization;

namespace System.Net;

/// <summary>The class of IPNetwork2 2.x, with the one member that Makaretu.Dns.Multicast 0.27.0 calls.</summary>
/// <remarks>Makaretu parses the link-local networks in a static constructor. IPNetwork2 5 no longer has this class.</remarks>
public sealed class IPNetwork
{
    private readonly IPAddress _address;
    private readonly byte _prefixLength;

    private IPNetwork(IPAddress address, byte prefixLength) => (_address, _prefixLength) = (address, prefixLength);

    /// <summary>Parses a network in CIDR notation (RFC 4632, section 3.1).</summary>
    /// <param name="network">The address and the length of the prefix in bits, for example <c>169.254.0.0/16</c>.</param>
    /// <returns>The network.</returns>
    /// <exception cref="FormatException">The text is not an address, a slash and a number.</exception>
    public static IPNetwork Parse(string network) =>
        network.Split('/') is [var address, var prefixLength]
            ? new IPNetwork(IPAddress.Parse(address), byte.Parse(prefixLength, CultureInfo.InvariantCulture))
            : throw new FormatException($"{network}: not a network in CIDR notation. Example: 169.254.0.0/16.");

    /// <inheritdoc />
    public override string ToString() => $"{_address}/{_prefixLength}";
}
