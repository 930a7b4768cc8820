namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// Attaches the request log, long answers and the logs of the stations to the result of a failed test, unless <c>LOADSHARING_ATTACHMENTS</c> is <c>none</c>.
/// </summary>
internal static class Attachments
{
    // What a reader looks at first; the files that are attached have the rest.
    private const int LogLines = 40;

    public static async Task AddAsync(TestContext test, string name, Fleet fleet, string? failure)
    {
        var failedAt = fleet.Log.Seconds;
        if (Environment.GetEnvironmentVariable("LOADSHARING_ATTACHMENTS") == "none")
        {
            return;
        }

        var directory = Directory.CreateDirectory(Path.Combine(test.TestTempDirectory!, fleet.Id)).FullName;
        await AddAsync("requests.txt", $"{fleet}\n{fleet.Log.Format()}");
        if (failure?.Length > Excerpt.MaximumLength)
        {
            await AddAsync("failure.txt", failure);
        }

        foreach (var (number, answer) in fleet.Log.LongAnswers.Index())
        {
            await AddAsync($"answer-{number}.txt", $"{answer.Request}\n{answer.Body}");
        }

        var logs = new List<LogEnd>();
        foreach (var (station, component) in fleet.SelectMany(station => Enum.GetValues<ComponentKind>().Select(component => (station, component))))
        {
            if (await fleet.Lab.GetLogAsync(station.Name, component) is { } log)
            {
                await AddAsync($"{station.Name}.{component}.log".ToLowerInvariant(), log);
                logs.Add(new LogEnd(station.Role, $"{component}", [.. log.TrimEnd('\n').Split('\n').TakeLast(LogLines).Select(Excerpt.Of)]));
            }
        }

        if (Environment.GetEnvironmentVariable(FailureDocument.DirectoryVariable) is { Length: > 0 } failures)
        {
            var stations = fleet.Select(station => new FailureStation(station.Role, station.Name, station.LocalName)).ToList();
            new FailureDocument(name, failedAt, stations, fleet.Log.ToEvents(), logs).Write(failures);
        }

        async Task AddAsync(string name, string text)
        {
            var path = Path.Combine(directory, name);
            await File.WriteAllTextAsync(path, text);
            test.AddResultFile(path);
        }
    }
}
