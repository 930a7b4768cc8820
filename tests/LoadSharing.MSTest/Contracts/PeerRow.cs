namespace LoadSharing.MSTest.Contracts;

/// <summary>One row of <c>GET /loadsharing/peers</c>.</summary>
/// <param name="Index">Its place in the list, from 0.</param>
/// <param name="Url">Empty in contracts whose rows have none.</param>
/// <param name="IsLocal">False in contracts whose rows don't say.</param>
/// <param name="Raw">The row as it came.</param>
internal sealed record PeerRow(
    int Index, string Id, string Name, string Host, string Url, string Ip, bool Online, bool Joined, bool IsLocal, string Raw)
{
    /// <summary>Which device it means: the host without port and <c>.local</c>.</summary>
    public string HostName => HostNames.Bare(Host);

    public bool HasAddress => IPAddress.TryParse(Ip, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);
}
