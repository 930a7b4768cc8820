using MulticastDns;

namespace Build.Lab.Observation;

/// <summary>Our own browser: the only one that can look at a link other than the machine's.</summary>
/// <param name="patience">How long one look lasts: as long as answers may be held back, twice.</param>
internal sealed class LinkObserver(TimeSpan patience) : IServiceObserver
{
    /// <inheritdoc />
    public string Name => "this project's own browser";

    /// <inheritdoc />
    public async Task<IReadOnlyList<SeenService>> LookAsync(string link, CancellationToken cancellation)
    {
        if (!MulticastLink.TryParse(link, out var parsed, out var error))
        {
            throw new ArgumentException(error, nameof(link));
        }

        await using var node = new MulticastDnsNode(parsed);
        await node.StartAsync(cancellation);

        // Two stations that answer to one name are two services, whichever was heard last.
        var seen = new Dictionary<(string Instance, string HostName, int Port, string Text), SeenService>();
        await foreach (var instance in node.BrowseAsync(IServiceObserver.ServiceType, patience, cancellation))
        {
            var text = string.Join('\n', instance.Text.Select(entry => $"{entry.Key}={entry.Value}").Order(StringComparer.Ordinal));
            seen[(instance.Instance, instance.HostName, instance.Port, text)] =
                new SeenService(instance.Instance, instance.HostName, instance.Port, instance.Text);
        }

        return [.. seen.Values];
    }
}
