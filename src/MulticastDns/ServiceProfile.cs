using System.Net;

namespace MulticastDns;

/// <summary>A service instance to publish (RFC 6763).</summary>
/// <param name="Instance">The instance name: 1 to 63 bytes of UTF-8 without control characters; dots and spaces are valid.</param>
/// <param name="Type">The service type, for example _openevse._tcp.</param>
/// <param name="HostName">The target of the SRV record: one label, without .local.</param>
/// <param name="Port">The port of the SRV record, 1 to 65535.</param>
/// <param name="Addresses">The addresses of the host, at least one: IPv4 addresses become A records, IPv6 addresses AAAA records.</param>
/// <param name="Text">The TXT record: keys of printable ASCII, each at most 255 bytes with its value, in total at most 1300 bytes.</param>
public sealed record ServiceProfile(
    string Instance,
    string Type,
    string HostName,
    int Port,
    IReadOnlyList<IPAddress> Addresses,
    IReadOnlyDictionary<string, string> Text);
