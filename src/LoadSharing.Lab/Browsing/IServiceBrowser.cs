namespace LoadSharing.Lab.Browsing;

/// <summary>Looks at one mDNS link from outside of every firmware.</summary>
internal interface IServiceBrowser
{
    /// <summary>What type of service a station publishes (facts/firmware.md).</summary>
    const string ServiceType = "_openevse._tcp";

    /// <summary>The name of our own browser, in this process or another.</summary>
    const string Own = "this project's own browser";

    /// <summary>Who observes.</summary>
    string Name { get; }

    /// <summary>Asks the link anew.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The services of type <see cref="ServiceType"/> that answer.</returns>
    /// <exception cref="InvalidOperationException">It cannot look, with the reason.</exception>
    Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation);
}
