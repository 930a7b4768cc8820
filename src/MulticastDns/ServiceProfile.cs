using System.Net;

namespace MulticastDns;

/// <summary>A service instance to publish (RFC 6763).</summary>
/// <param name="Instance">The name people see: 1 to 63 bytes of UTF-8, dots and spaces included, no control characters.</param>
/// <param name="Type">For example _openevse._tcp.</param>
/// <param name="HostName">The host that SRV names, one label without .local.</param>
/// <param name="Port">The service's port, 1 to 65535.</param>
/// <param name="Addresses">The host's addresses, at least one; IPv4 become A records, IPv6 AAAA.</param>
/// <param name="Text">TXT: keys of printable ASCII, each with its value at most 255 bytes, all together at most 1300.</param>
public sealed record ServiceProfile(
    string Instance,
    string Type,
    string HostName,
    int Port,
    IReadOnlyList<IPAddress> Addresses,
    IReadOnlyDictionary<string, string> Text);
