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
