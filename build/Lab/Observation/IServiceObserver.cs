namespace Build.Lab.Observation;

/// <summary>Looks at an mDNS link from outside of every firmware.</summary>
internal interface IServiceObserver
{
    /// <summary>What type of service a station publishes (facts/firmware.md).</summary>
    const string ServiceType = "_openevse._tcp";

    /// <summary>Who observes.</summary>
    string Name { get; }

    /// <summary>Asks the link anew.</summary>
    /// <param name="link">The link: group and port; the machine's own mDNS where stations share that.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The services of type <see cref="ServiceType"/> that answer.</returns>
    Task<IReadOnlyList<SeenService>> LookAsync(string link, CancellationToken cancellation);
}
