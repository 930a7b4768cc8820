using System.Net;

namespace MulticastDns.Tests.Support;

/// <summary>Services like a charger's.</summary>
internal static class Profiles
{
    public const string Type = "_openevse._tcp";

    public static ServiceProfile Station(string name, int port = 80, string address = "127.0.0.1", string? host = null, string id = "1") => new(
        name,
        Type,
        host ?? name,
        port,
        [IPAddress.Parse(address)],
        new Dictionary<string, string> { ["type"] = "native", ["id"] = id });
}
