namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// Writes what happened to a fleet: requests, long answers, the logs of the stations, the packets of their link and a timeline of all. A failed test attaches
/// the files to its result.
/// </summary>
internal sealed class Evidence
{
    // A reader looks at the end first; the whole log is in a file.
    private const int LogLines = 40;
    private const int MaximumEvents = 5000;

    private readonly Fleet _fleet;
    private readonly double _endedAt;
    private readonly string _directory;
    private readonly List<string> _files = [];

    private Evidence(Fleet fleet, double endedAt, string directory) => (_fleet, _endedAt, _directory) = (fleet, endedAt, directory);

    private static bool RecordsAll => Environment.GetEnvironmentVariable(TimelineDocument.RecordVariable) == "all";

    /// <summary>Writes the files of a test that passed, if all are recorded.</summary>
    public static Task AddPassedAsync(TestContext test, string name, Fleet fleet) =>
        RecordsAll ? WriteAsync(test, name, fleet, null) : Task.CompletedTask;

    /// <summary>Writes the files of a failed test and attaches them to its result.</summary>
    public static async Task AddFailedAsync(TestContext test, string name, Fleet fleet, string? failure) =>
        (await WriteAsync(test, name, fleet, failure)).ForEach(test.AddResultFile);

    private static async Task<List<string>> WriteAsync(TestContext test, string name, Fleet fleet, string? failure)
    {
        var endedAt = fleet.Log.Seconds;

        // Without the variable, as in an IDE, the runner's own directory, which it cleans up.
        var timelines = Environment.GetEnvironmentVariable(TimelineDocument.DirectoryVariable) is { Length: > 0 } path ? path : test.TestTempDirectory!;
        var evidence = new Evidence(fleet, endedAt, Directory.CreateDirectory(Path.Combine(timelines, $"{Guid.NewGuid():N}")).FullName);
        var (events, logs) = await evidence.WriteFilesAsync(failure);
        var document = new TimelineDocument(
            name,
            endedAt,
            [.. fleet.Select(station => new TimelineStation(station.Role, station.Name, station.LocalName))],
            [
                .. events.Where(item => item.Start <= endedAt).OrderBy(item => item.Start).TakeLast(MaximumEvents)
                    .Select(item => item with { Text = fleet.WithRoles(item.Text), Outcome = fleet.WithRoles(item.Outcome) }),
            ],
            logs,
            evidence._files)
        {
            Visibility = fleet.Visibility(),
        };
        document.Write(evidence._directory);
        return [.. evidence._files.Select(file => Path.Combine(evidence._directory, file))];
    }

    private async Task<(List<TimelineEvent> Events, List<LogEnd> Logs)> WriteFilesAsync(string? failure)
    {
        var (events, logs) = (new List<TimelineEvent>(_fleet.Log.ToEvents()), new List<LogEnd>());
        await AddAsync("requests.txt", $"{_fleet}\n{_fleet.Log.Format()}");
        if (failure?.Length > Excerpt.MaximumLength)
        {
            await AddAsync("failure.txt", failure);
        }

        foreach (var (number, answer) in _fleet.Log.LongAnswers.Index())
        {
            await AddAsync($"answer-{number}.txt", $"{answer.Request}\n{answer.Body}");
        }

        foreach (var (station, component) in _fleet.SelectMany(station => Enum.GetValues<ComponentKind>().Select(component => (station, component))))
        {
            if (await _fleet.Lab.GetLogAsync(station.Name, component) is { } log)
            {
                await AddAsync($"{station.Name}.{component}.log".ToLowerInvariant(), log);
                logs.Add(new LogEnd(station.Role, $"{component}", [.. log.TrimEnd('\n').Split('\n').TakeLast(LogLines).Select(Excerpt.Of)]));
                events.AddRange(RecordedEvents.OfLog($"{station.Role} {component}".ToLowerInvariant(), log, _fleet.Log.MachineTime));
            }
        }

        events.AddRange(RecordedEvents.OfExits((await _fleet.Lab.GetLeaseAsync(_fleet.Id)).Exited, _fleet));
        if (_fleet.RecordsPackets)
        {
            var (lease, end) = (_fleet.Log.Lease, _fleet.Log.Lease + TimeSpan.FromSeconds(_endedAt));
            var recorded = await _fleet.Lab.GetPacketsAsync(_fleet.Id, CancellationToken.None);
            var packets = recorded.Packets.Where(packet => packet.Time >= lease && packet.Time <= end).ToList();
            PcapFile.Write(Add("packets.pcap"), packets);
            events.AddRange(RecordedEvents.OfPackets(packets, lease));
        }

        return (events, logs);
    }

    private Task AddAsync(string name, string text) => File.WriteAllTextAsync(Add(name), text);

    private string Add(string name)
    {
        _files.Add(name);
        return Path.Combine(_directory, name);
    }
}
