namespace VirtualStation.Firmware.Peers;

/// <summary>A station as mDNS publishes it.</summary>
/// <param name="Name">The instance name of the service, which is the station's host name.</param>
/// <param name="Ip">The IPv4 address; empty if not yet resolved.</param>
/// <param name="Port">The port of the SRV record.</param>
/// <param name="Id">The device id from the TXT record; empty if missing.</param>
/// <param name="IsSecure">Whether the station requires HTTPS.</param>
internal sealed record DiscoveredStation(string Name, string Ip, int Port, string Id, bool IsSecure)
{
    public string MdnsName => $"{Name}.local";

    /// <summary>The mDNS name, with the port unless that is the default of the scheme.</summary>
    public string Host => MdnsName + PortSuffix;

    public string Url => $"{(IsSecure ? "https" : "http")}://{(Ip.Length > 0 ? Ip : MdnsName)}{PortSuffix}";

    private string PortSuffix => Port == (IsSecure ? 443 : 80) || Port <= 0 ? "" : $":{Port}";

    /// <summary>Whether a host in a request denotes this station.</summary>
    public bool Matches(string host)
    {
        var given = HostAndPort.Parse(host);
        return (given.Port is null || given.Port == Port) && given.Host.Equals(MdnsName, StringComparison.OrdinalIgnoreCase)
            || (Ip.Length > 0 && given.Host == Ip && (given.Port ?? 80) == Port);
    }
}
