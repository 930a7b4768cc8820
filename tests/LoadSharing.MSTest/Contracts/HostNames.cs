using System.Globalization;

namespace LoadSharing.MSTest.Contracts;

/// <summary>The rule by which a host of the peer list is a station: without port and <c>.local</c>, in any case of letters.</summary>
internal static class HostNames
{
    private const string Local = ".local";

    /// <summary>
    /// A host that no station answers to, on this machine or on any network, and that no station has heard of: <c>.local</c> is never asked of a name
    /// server (RFC 6762, section 3).
    /// </summary>
    public static string NobodysHost() => string.Create(CultureInfo.InvariantCulture, $"openevse-nobody-{Random.Shared.Next(0x1000000):x6}{Local}");

    public static string Bare(string host)
    {
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        // More than one colon is an IPv6 address, which has no port here.
        var name = colon >= 0 && colon == host.LastIndexOf(':') ? host[..colon] : host;
        return name.EndsWith(Local, StringComparison.OrdinalIgnoreCase) ? name[..^Local.Length] : name;
    }

    public static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
