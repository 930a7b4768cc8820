namespace LoadSharing.MSTest.Stations;

/// <summary>The rule by which a row belongs to a station: its host without port and <c>.local</c>, in any letter case.</summary>
internal static class HostNames
{
    private const string Local = ".local";

    public static string WithoutPortAndDomain(string host)
    {
        // Two colons are an IPv6 address, which has no port here.
        var name = host.Count(character => character == ':') == 1 ? host[..host.IndexOf(':', StringComparison.Ordinal)] : host;
        return name.EndsWith(Local, StringComparison.OrdinalIgnoreCase) ? name[..^Local.Length] : name;
    }

    public static bool AreEqual(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
