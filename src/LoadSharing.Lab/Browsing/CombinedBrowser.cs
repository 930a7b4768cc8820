namespace LoadSharing.Lab.Browsing;

/// <summary>Merges the results of two browsers, each of which may miss the interface that some stations use.</summary>
internal sealed class CombinedBrowser(IServiceBrowser first, IServiceBrowser second) : IServiceBrowser
{
    /// <inheritdoc />
    public string Name => $"{first.Name}, {second.Name}";

    /// <inheritdoc />
    public async Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation) =>
        [.. (await Task.WhenAll(first.BrowseAsync(cancellation), second.BrowseAsync(cancellation))).SelectMany(results => results).Distinct()];
}
