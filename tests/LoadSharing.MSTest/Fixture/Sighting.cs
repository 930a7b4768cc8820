namespace LoadSharing.MSTest.Fixture;

/// <summary>One look at an mDNS link from outside of every firmware.</summary>
/// <param name="Observer">Who looked.</param>
/// <param name="Services">What was seen.</param>
internal sealed record Sighting(string Observer, IReadOnlyList<SeenServiceDocument> Services)
{
    /// <summary>What keeps it from "exactly these stations are published, each as the contract says"; null when nothing does.</summary>
    public string? WhyNot(Contract contract, IReadOnlyCollection<Station> published)
    {
        var problems = published.SelectMany(station => Services.Where(station.Publishes).ToList() switch
        {
            [] => [$"{station.Name}: {station.Hostname} is not published"],
            [var service] => contract.ServiceProblems(service, station).Select(problem => $"{station.Name}: {problem}"),
            var services => [$"{station.Name}: {station.Hostname} is published {services.Count} times"],
        }).Concat(Services.Where(service => !published.Any(station => station.Publishes(service))).Select(service => $"{service.Instance} is published, and should not be"));
        return Verdict.Text(problems) is { } text ? string.Join(Environment.NewLine, [text, $"{Observer} sees:", .. Services.Select(service => $"  {service}")]) : null;
    }
}
