using MulticastDns;

namespace LoadSharing.Lab.Browsing;

/// <summary>Our own browser, in this process: the only one that can look at a link of a fleet's own on a network that it shares with others.</summary>
/// <param name="link">The link: group and port.</param>
/// <param name="patience">How long one look lasts: as long as answers may be held back, twice.</param>
internal sealed class LinkBrowser(string link, TimeSpan patience) : IServiceBrowser
{
    /// <inheritdoc />
    public string Name => IServiceBrowser.Own;

    /// <inheritdoc />
    public async Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation)
    {
        if (!MulticastLink.TryParse(link, out var parsed, out var error))
        {
            throw new InvalidOperationException(error);
        }

        await using var node = new MulticastDnsNode(parsed);
        await node.StartAsync(cancellation);

        // Two stations that answer to one name are two services, whichever was heard last.
        var seen = new HashSet<BrowseResult>();
        await foreach (var instance in node.BrowseAsync(IServiceBrowser.ServiceType, patience, cancellation))
        {
            seen.Add(new BrowseResult(instance.Instance, instance.HostName, instance.Port, instance.Text));
        }

        return [.. seen];
    }
}
