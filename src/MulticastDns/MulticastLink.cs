using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MulticastDns.Net;

namespace MulticastDns;

/// <summary>
/// A multicast group and UDP port on one interface: nodes see each other when all three are the same. Multicast DNS proper is
/// 224.0.0.251:5353 (RFC 6762 §3); any other group or port is a link of its own, unseen by the rest of the machine.
/// </summary>
/// <param name="Group">An IPv4 multicast address.</param>
/// <param name="Port">A UDP port, shared by all nodes of the link.</param>
/// <param name="Interface">An IPv4 address of the interface that packets leave by and must come in by.</param>
public sealed record MulticastLink(IPAddress Group, int Port, IPAddress Interface)
{
    private const string Form = "write GROUP:PORT or GROUP:PORT@INTERFACE, for example 239.255.77.3:5400@127.0.0.1";

    /// <summary>Multicast DNS on the loopback interface: no packet leaves the machine.</summary>
    public static MulticastLink Loopback { get; } = new(IPAddress.Parse("224.0.0.251"), 5353, IPAddress.Loopback);

    /// <summary>Multicast DNS on loopback, and on each interface that is up, has an IPv4 address and carries multicast.</summary>
    public static IReadOnlyList<MulticastLink> OfThisMachine() => [Loopback, .. LinkInterface.MulticastAddresses().Select(address => Loopback with { Interface = address })];

    internal IPEndPoint Destination => new(Group, Port);

    /// <summary>Reads what <see cref="ToString"/> writes; without an interface it is loopback.</summary>
    /// <param name="text">GROUP:PORT or GROUP:PORT@INTERFACE.</param>
    /// <param name="link">The link, when the answer is true.</param>
    /// <param name="error">What is wrong with which value and what to write instead, when the answer is false.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out MulticastLink? link, [NotNullWhen(false)] out string? error)
    {
        link = null;
        if (text is null || text.Split('@') is not [var destination, ..] parts || parts.Length > 2 || destination.Split(':') is not [var group, var port])
        {
            error = $"'{text}' is not a multicast link: {Form}.";
            return false;
        }

        var @interface = IPAddress.Loopback;
        if (!TryParseIPv4(group, out var groupAddress))
        {
            error = $"'{group}' in '{text}' is not an IPv4 address: {Form}.";
        }
        else if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            error = $"'{port}' in '{text}' is not a port number: {Form}.";
        }
        else if (parts is [_, var name] && !TryParseIPv4(name, out @interface))
        {
            error = $"'{name}' in '{text}' is not an interface's IPv4 address: {Form}.";
        }
        else
        {
            var parsed = new MulticastLink(groupAddress, number, @interface);
            error = parsed.FindError();
            link = error is null ? parsed : null;
        }

        return error is null && link is not null;
    }

    /// <summary>GROUP:PORT@INTERFACE.</summary>
    public override string ToString() => $"{Group}:{Port}@{Interface}";

    /// <summary>What makes these values no link, or null.</summary>
    internal string? FindError() => this switch
    {
        _ when Group.AddressFamily != AddressFamily.InterNetwork || (Group.GetAddressBytes()[0] & 0xF0) != 0xE0 =>
            $"'{Group}' is not an IPv4 multicast address (224.0.0.0 to 239.255.255.255): {Form}.",
        { Port: < 1 or > ushort.MaxValue } => $"'{Port}' is not a UDP port (1 to 65535): {Form}.",
        _ when Interface.AddressFamily != AddressFamily.InterNetwork || Interface.Equals(IPAddress.Any) =>
            $"'{Interface}' does not name one interface: {Form}.",
        _ => null,
    };

    // IPAddress alone would take "1" and "0x7f.1" for addresses.
    private static bool TryParseIPv4(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text;
}
