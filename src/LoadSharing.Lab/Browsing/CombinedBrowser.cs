namespace LoadSharing.Lab.Browsing;

/// <summary>Two observers of one link, each of which may be blind to the interface that stations are on: what either sees is there.</summary>
/// <param name="one">The one.</param>
/// <param name="other">The other; a service that both see is one.</param>
internal sealed class CombinedBrowser(IServiceBrowser one, IServiceBrowser other) : IServiceBrowser
{
    /// <inheritdoc />
    public string Name => $"{one.Name}, {other.Name}";

    /// <inheritdoc />
    public async Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation) =>
        [.. (await Task.WhenAll(one.BrowseAsync(cancellation), other.BrowseAsync(cancellation))).SelectMany(seen => seen).Distinct()];
}
