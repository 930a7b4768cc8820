namespace LoadSharing.MSTest;

/// <summary>Hosts that no station has: addresses of this machine's loopback and of no link, and names that no station publishes.</summary>
internal static class Hosts
{
    private static readonly string Label = new('a', 63);

    /// <summary>Each form that the API accepts. The last is the longest name of the domain name system: 253 characters (RFC 1035, section 2.3.4).</summary>
    public static IReadOnlyList<string> OfEachKind { get; } =
        ["127.9.8.7", "127.9.8.7:8001", "fe80::9:8:7", "no-such-charger.local:8001", $"{Label}.{Label}.{Label}.{Label[..55]}.local"];

    /// <summary>Hosts whose characters are percent-encoded in a path.</summary>
    public static IReadOnlyList<string> ToEncode { get; } = ["fe80::9:8:7", "ü-日本.local", "100% \"a+b\".local"];
}
