namespace LoadSharing.MSTest.Stations;

/// <summary>Assertions on the services that a browser found.</summary>
public static class PublishedServices
{
    /// <summary>Asserts that the services are those of these stations, each with the contract's port and TXT record.</summary>
    public static void ShouldBePublished(this IReadOnlyList<BrowseResult> services, IReadOnlyList<Station> stations)
    {
        var names = services.Select(service => service.Instance).Order(StringComparer.OrdinalIgnoreCase);
        var expected = stations.Select(station => station.Hostname).Order(StringComparer.OrdinalIgnoreCase);
        if (!names.SequenceEqual(expected, StringComparer.OrdinalIgnoreCase))
        {
            throw new AssertFailedException(
                $"Expected the services {string.Join(", ", expected)} to be published, but the browser found: {string.Join("; ", services)}");
        }

        foreach (var station in stations)
        {
            ShouldDescribe(services.Single(service => HostNames.AreEqual(service.Instance, station.Hostname)), station);
        }
    }

    private static void ShouldDescribe(BrowseResult service, Station station)
    {
        var port = station.Contract.PublishedPort(station.Document);
        Expect(service.Port == port, $"port {port} in its SRV record");
        var text = station.Contract.PublishedText(station.Document);
        foreach (var (key, value) in text)
        {
            var actual = service.Text.GetValueOrDefault(key);
            Expect(value is null ? !string.IsNullOrEmpty(actual) : actual == value, $"{key}={value ?? "some text"} in its TXT record");
        }

        Expect(service.Text.Keys.All(text.ContainsKey), $"only {string.Join(", ", text.Keys)} in its TXT record");

        void Expect(bool holds, string expected)
        {
            if (!holds)
            {
                throw new AssertFailedException($"Expected {station} to publish {expected}, but it publishes {service}");
            }
        }
    }
}
