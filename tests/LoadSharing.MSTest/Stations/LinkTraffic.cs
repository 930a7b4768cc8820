namespace LoadSharing.MSTest.Stations;

/// <summary>The packets on the mDNS link of a fleet, which the lab records independently of every firmware.</summary>
public sealed class LinkTraffic
{
    /// <summary>
    /// The time without a question after which a sweep has ended: in a sweep, two questions are at most 2 s apart (RFC 6762, section 5.2), or 1 s where the
    /// firmware's time makes sweeps short.
    /// </summary>
    public static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(2.4) / TimeFactors.Time;

    private const string ServiceType = "_openevse._tcp.local";

    private readonly Fleet _fleet;
    private readonly DateTimeOffset _start;

    private LinkTraffic(Fleet fleet, DateTimeOffset start) => (_fleet, _start) = (fleet, start);

    /// <summary>The time since the start of the recording.</summary>
    public TimeSpan Elapsed => DateTimeOffset.UtcNow - _start;

    /// <summary>The packets since the start of the recording, or since a later time.</summary>
    public async Task<IReadOnlyList<LinkPacket>> PacketsAsync(DateTimeOffset? since = null) =>
        [.. (await _fleet.Lab.GetPacketsAsync(_fleet.Id, _fleet.Cancellation)).Packets.Where(packet => packet.Time >= (since ?? _start))];

    /// <summary>The times of the questions for stations: PTR of exactly <c>_openevse._tcp.local</c>.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> QuestionTimesAsync(DateTimeOffset? since = null) =>
    [
        .. (await PacketsAsync(since))
            .Where(packet => !packet.IsResponse && packet.Questions.Any(question => question is { Name: ServiceType, Type: "PTR" }))
            .Select(packet => packet.Time),
    ];

    /// <summary>The names of all PTR questions.</summary>
    public async Task<IReadOnlyList<string>> ServiceTypesAsync() =>
    [
        .. (await PacketsAsync())
            .Where(packet => !packet.IsResponse)
            .SelectMany(packet => packet.Questions)
            .Where(question => question.Type == "PTR")
            .Select(question => question.Name)
            .Distinct(),
    ];

    /// <summary>The services that the records in responses describe, as a browser would return them, and the addresses of their hosts.</summary>
    public async Task<IReadOnlyList<(BrowseResult Service, IReadOnlyList<string> Addresses)>> ServicesAsync()
    {
        var records = (await PacketsAsync())
            .Where(packet => packet.IsResponse)
            .SelectMany(packet => packet.Records)
            .Where(record => record.TimeToLive > 0)
            .ToList();
        return
        [
            .. from instance in records.Where(record => record is { Name: ServiceType, Type: "PTR" }).Select(record => record.Target!).Distinct()
               from server in records.Where(record => record.Name == instance && record.Type == "SRV").DistinctBy(record => (record.Target, record.Port))
               let text = records.LastOrDefault(record => record.Name == instance && record.Type == "TXT")?.Text
               let addresses = records.Where(record => record.Name == server.Target && record.Type == "A").Select(record => record.Address!).Distinct()
               select (
                   new BrowseResult(
                       instance[..^(ServiceType.Length + 1)],
                       HostNames.WithoutPortAndDomain(server.Target!),
                       server.Port!.Value,
                       text ?? new Dictionary<string, string>()),
                   (IReadOnlyList<string>)[.. addresses]),
        ];
    }

    /// <summary>Starts a recording.</summary>
    /// <exception cref="AssertInconclusiveException">The stations share the machine's mDNS, so that packets may be of others.</exception>
    internal static async Task<LinkTraffic> RecordAsync(Fleet fleet)
    {
        if (fleet.SharesLink)
        {
            throw new AssertInconclusiveException("All stations share the machine's mDNS link, on which packets do not show their sender.");
        }

        await fleet.Lab.GetPacketsAsync(fleet.Id, fleet.Cancellation);
        return new LinkTraffic(fleet, DateTimeOffset.UtcNow);
    }
}
