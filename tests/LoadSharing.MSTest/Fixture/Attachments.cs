namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// Attaches the request log and the logs of the stations to the result of a failed test, unless <c>LOADSHARING_ATTACHMENTS</c> is <c>none</c>.
/// </summary>
internal static class Attachments
{
    public static async Task AddAsync(TestContext test, Fleet fleet)
    {
        if (Environment.GetEnvironmentVariable("LOADSHARING_ATTACHMENTS") == "none")
        {
            return;
        }

        var directory = Directory.CreateDirectory(Path.Combine(test.TestTempDirectory!, fleet.Id)).FullName;
        await AddAsync("requests.txt", $"{fleet}\n{fleet.Log.Format()}");
        foreach (var (station, component) in fleet.SelectMany(station => Enum.GetValues<ComponentKind>().Select(component => (station, component))))
        {
            if (await fleet.Lab.GetLogAsync(station.Name, component) is { } log)
            {
                await AddAsync($"{station.Name}.{component}.log".ToLowerInvariant(), log);
            }
        }

        async Task AddAsync(string name, string text)
        {
            var path = Path.Combine(directory, name);
            await File.WriteAllTextAsync(path, text);
            test.AddResultFile(path);
        }
    }
}
