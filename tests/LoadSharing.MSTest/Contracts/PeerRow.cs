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

    /// <summary>The fields in which the row isn't as expected; its place in the list is none.</summary>
    public IEnumerable<string> Differences(PeerRow expected) =>
    [
        .. Difference("id", expected.Id, Id),
        .. Difference("name", expected.Name, Name),
        .. Difference("host", expected.Host, Host),
        .. Difference("url", expected.Url, Url),
        .. Difference("ip", expected.Ip, Ip),
        .. Difference("online", expected.Online, Online),
        .. Difference("joined", expected.Joined, Joined),
        .. Difference("isLocal", expected.IsLocal, IsLocal),
    ];

    private static IEnumerable<string> Difference(string field, string expected, string seen) =>
        seen == expected ? [] : [$"{field} is \"{seen}\" instead of \"{expected}\""];

    private static IEnumerable<string> Difference(string field, bool expected, bool seen) =>
        seen == expected ? [] : [seen ? $"{field} is true instead of false" : $"{field} is false instead of true"];
}
