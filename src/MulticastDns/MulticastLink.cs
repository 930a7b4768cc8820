using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MulticastDns.Net;

namespace MulticastDns;

/// <summary>
/// A multicast group and UDP port on one interface. Nodes with the same three values share a link. The link of multicast DNS is
/// 224.0.0.251:5353 (RFC 6762 §3); another group or port is a separate link.
/// </summary>
/// <param name="Group">An IPv4 multicast address.</param>
/// <param name="Port">A UDP port, which all nodes of the link bind.</param>
/// <param name="Interface">An IPv4 address of the interface that sends and receives the packets.</param>
public sealed record MulticastLink(IPAddress Group, int Port, IPAddress Interface)
{
    private const string Format = "write GROUP:PORT or GROUP:PORT@INTERFACE, for example 239.255.77.3:5400@127.0.0.1";

    /// <summary>Multicast DNS on the loopback interface, which no packet leaves.</summary>
    public static MulticastLink Loopback { get; } = new(IPAddress.Parse("224.0.0.251"), 5353, IPAddress.Loopback);

    internal IPEndPoint Destination => new(Group, Port);

    /// <summary>Returns multicast DNS on loopback and on each interface that is up, supports multicast and has an IPv4 address.</summary>
    public static IReadOnlyList<MulticastLink> OnAllInterfaces() =>
        [Loopback, .. LinkInterface.MulticastAddresses().Select(address => Loopback with { Interface = address })];

    /// <summary>Parses a link, in the format of <see cref="ToString"/>. The default interface is loopback.</summary>
    /// <param name="text">GROUP:PORT or GROUP:PORT@INTERFACE.</param>
    /// <param name="link">The link; null if the text is not valid.</param>
    /// <param name="error">Which value is not valid and what to write instead; null if the text is valid.</param>
    /// <returns>Whether the text is valid.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out MulticastLink? link, [NotNullWhen(false)] out string? error)
    {
        link = null;
        if (text is null || text.Split('@') is not [var destination, ..] parts || parts.Length > 2 || destination.Split(':') is not [var group, var port])
        {
            error = $"'{text}' is not a multicast link: {Format}.";
            return false;
        }

        var @interface = IPAddress.Loopback;
        if (!TryParseIPv4(group, out var groupAddress))
        {
            error = $"'{group}' in '{text}' is not an IPv4 address: {Format}.";
        }
        else if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            error = $"'{port}' in '{text}' is not a port number: {Format}.";
        }
        else if (parts is [_, var name] && !TryParseIPv4(name, out @interface))
        {
            error = $"'{name}' in '{text}' is not the IPv4 address of an interface: {Format}.";
        }
        else
        {
            var parsed = new MulticastLink(groupAddress, number, @interface);
            error = parsed.FindError();
            link = error is null ? parsed : null;
        }

        return error is null && link is not null;
    }

    /// <summary>Returns GROUP:PORT@INTERFACE.</summary>
    public override string ToString() => $"{Group}:{Port}@{Interface}";

    /// <summary>Returns which value is not valid and what to write instead; null if all are valid.</summary>
    internal string? FindError() => this switch
    {
        _ when Group.AddressFamily != AddressFamily.InterNetwork || (Group.GetAddressBytes()[0] & 0xF0) != 0xE0 =>
            $"'{Group}' is not an IPv4 multicast address (224.0.0.0 to 239.255.255.255): {Format}.",
        { Port: < 1 or > ushort.MaxValue } => $"'{Port}' is not a UDP port (1 to 65535): {Format}.",
        _ when Interface.AddressFamily != AddressFamily.InterNetwork || Interface.Equals(IPAddress.Any) =>
            $"'{Interface}' does not identify one interface: {Format}.",
        _ => null,
    };

    // IPAddress also parses forms such as "1" and "0x7f.1".
    private static bool TryParseIPv4(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text;
}
