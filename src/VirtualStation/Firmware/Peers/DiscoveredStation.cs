namespace VirtualStation.Firmware.Peers;

/// <summary>A station as mDNS tells of it.</summary>
/// <param name="Name">The service's instance name: the station's host name.</param>
/// <param name="Ip">Empty where its address is not known yet.</param>
/// <param name="Port">Of its HTTP API, as published.</param>
/// <param name="Id">The TXT record's id; empty where there is none.</param>
/// <param name="IsSecure">Whether it wants HTTPS.</param>
internal sealed record DiscoveredStation(string Name, string Ip, int Port, string Id, bool IsSecure)
{
    public string MdnsName => $"{Name}.local";

    /// <summary>The host to reach it by: with its port, unless that is the scheme's own.</summary>
    public string Host => MdnsName + PortSuffix;

    public string Url => $"{(IsSecure ? "https" : "http")}://{(Ip.Length > 0 ? Ip : MdnsName)}{PortSuffix}";

    private string PortSuffix => Port == (IsSecure ? 443 : 80) || Port <= 0 ? "" : $":{Port}";

    /// <summary>Whether a host given by a user means this station.</summary>
    public bool IsMeantBy(string host)
    {
        var given = HostAndPort.Parse(host);
        return (given.Port is null || given.Port == Port) && given.Host.Equals(MdnsName, StringComparison.OrdinalIgnoreCase)
            || (Ip.Length > 0 && given.Host == Ip && (given.Port ?? 80) == Port);
    }
}
