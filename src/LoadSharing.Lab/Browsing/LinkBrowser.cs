using MulticastDns;

namespace LoadSharing.Lab.Browsing;

/// <summary>Browses the multicast link of a virtual fleet in this process. No other browser supports a group and port other than mDNS's own.</summary>
/// <param name="link">The link: group and port.</param>
/// <param name="timeout">How long answers are collected.</param>
internal sealed class LinkBrowser(string link, TimeSpan timeout) : IServiceBrowser
{
    /// <inheritdoc />
    public string Name => "MulticastDns";

    /// <inheritdoc />
    public async Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation)
    {
        if (!MulticastLink.TryParse(link, out var parsed, out var error))
        {
            throw new LabException(error);
        }

        await using var node = new MulticastDnsNode(parsed);
        await node.StartAsync(cancellation);

        // Two stations with the same instance name are two services.
        var results = new HashSet<BrowseResult>();
        await foreach (var instance in node.BrowseAsync(IServiceBrowser.ServiceType, timeout, cancellation))
        {
            results.Add(new BrowseResult(instance.Instance, instance.HostName, instance.Port, instance.Text));
        }

        return [.. results];
    }
}
