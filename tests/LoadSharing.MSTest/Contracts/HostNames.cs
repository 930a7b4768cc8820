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
    public static string NobodysHost() => $"openevse-nobody-{Digits()}{Local}";

    /// <summary>The longest name that the domain name system allows (RFC 1035, section 2.3.4, less the root): 253 characters in labels of up to 63.</summary>
    public static string LongestHost()
    {
        var label = new string('a', 63);
        return $"n{Digits()}{label[7..]}.{label}.{label}.{label[..55]}{Local}";
    }

    /// <summary>An address that nobody has and that leads nowhere: loopback, not .0.0.1.</summary>
    public static string NobodysIPv4() => string.Create(
        CultureInfo.InvariantCulture, $"127.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(2, 255)}");

    /// <summary>An address that nobody has and that leads nowhere: link-local, and no word of which link.</summary>
    public static string NobodysIPv6() => string.Create(CultureInfo.InvariantCulture, $"fe80::{Random.Shared.Next(0x1000, 0x10000):x}:{Random.Shared.Next(0x1000, 0x10000):x}");

    private static string Digits() => Random.Shared.Next(0x1000000).ToString("x6", CultureInfo.InvariantCulture);

    public static string Bare(string host)
    {
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        // More than one colon is an IPv6 address, which has no port here.
        var name = colon >= 0 && colon == host.LastIndexOf(':') ? host[..colon] : host;
        return name.EndsWith(Local, StringComparison.OrdinalIgnoreCase) ? name[..^Local.Length] : name;
    }

    public static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
