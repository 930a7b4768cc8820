namespace LoadSharing.Lab.Browsing;

/// <summary>Browses an mDNS link, independently of every firmware.</summary>
internal interface IServiceBrowser
{
    /// <summary>The service type that stations publish.</summary>
    const string ServiceType = "_openevse._tcp";

    /// <summary>The name for reports.</summary>
    string Name { get; }

    /// <summary>Sends new queries and returns the services that answer.</summary>
    /// <exception cref="LabException">The link cannot be browsed.</exception>
    Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation);
}

/// <summary>Merges the results of two browsers, each of which may miss the interface that some stations use.</summary>
internal sealed class CombinedBrowser(IServiceBrowser first, IServiceBrowser second) : IServiceBrowser
{
    /// <inheritdoc />
    public string Name => $"{first.Name}, {second.Name}";

    /// <inheritdoc />
    public async Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation) =>
        [.. (await Task.WhenAll(first.BrowseAsync(cancellation), second.BrowseAsync(cancellation))).SelectMany(results => results).Distinct()];
}

/// <summary>Parses TXT records.</summary>
internal static class TextRecord
{
    /// <summary>
    /// Parses the entries <c>key</c> and <c>key=value</c>. Keys are case-insensitive, the first of equal keys counts, and an entry without a key is ignored
    /// (RFC 6763, section 6.4).
    /// </summary>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> entries) => entries
        .Select(entry => entry.Split('=', 2))
        .Where(pair => pair[0].Length > 0)
        .DistinctBy(pair => pair[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "", StringComparer.OrdinalIgnoreCase);
}
