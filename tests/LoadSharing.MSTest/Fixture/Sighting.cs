namespace LoadSharing.MSTest.Fixture;

/// <summary>One look at an mDNS link from outside of every firmware.</summary>
/// <param name="Observer">Who looked.</param>
/// <param name="Services">What was seen.</param>
internal sealed record Sighting(string Observer, IReadOnlyList<BrowseResult> Services)
{
    /// <summary>What is wrong with what is published as a station; nothing if nothing is.</summary>
    public IEnumerable<string> ProblemsOf(Station station, Contract contract) => Services.Where(station.Publishes).ToList() switch
    {
        [] => [],
        [var service] => contract.ServiceProblems(service, station).Select(problem => $"{station.Name}: {problem}"),
        var services => [$"{station.Name}: {station.Hostname} is published {services.Count} times: {string.Join("; ", services)}"],
    };

    /// <summary>What keeps it from "exactly these stations are published, each as the contract says"; null when nothing does.</summary>
    public string? WhyNot(Contract contract, IReadOnlyCollection<Station> published)
    {
        var problems = published.SelectMany(station => Services.Any(station.Publishes)
            ? ProblemsOf(station, contract)
            : [$"{station.Name}: {station.Hostname} is not published"]).Concat(Services.Where(service => !published.Any(station => station.Publishes(service))).Select(service => $"{service.Instance} is published, and should not be"));
        return Verdict.Text(problems) is { } text ? string.Join(Environment.NewLine, [text, $"{Observer} sees:", .. Services.Select(service => $"  {service}")]) : null;
    }
}
