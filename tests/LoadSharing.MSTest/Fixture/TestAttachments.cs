namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// What a failed test leaves in its result: its exchanges, and the log of each part of its stations. <c>LOADSHARING_ATTACHMENTS=none</c> leaves it out, for runs
/// whose failures nobody will look into.
/// </summary>
internal static class TestAttachments
{
    private const string Variable = "LOADSHARING_ATTACHMENTS";

    public static async Task AddAsync(TestContext context, Fleet fleet)
    {
        if (Environment.GetEnvironmentVariable(Variable) == "none")
        {
            return;
        }

        var root = context.TestTempDirectory ?? throw new InvalidOperationException("There is no test whose attachments these could be");
        var folder = Directory.CreateDirectory(Path.Combine(root, fleet.Id)).FullName;
        await AddFileAsync(context, Path.Combine(folder, "exchanges.txt"), fleet.Journal.Format());
        foreach (var station in fleet.Stations)
        {
            foreach (var part in Enum.GetValues<ComponentKind>())
            {
                await AddLogAsync(context, folder, station, part);
            }
        }
    }

    private static async Task AddLogAsync(TestContext context, string folder, Station station, ComponentKind part)
    {
        var name = $"{station.Name}.{part.ToString().ToLowerInvariant()}.log";
        try
        {
            if (await station.LogAsync(part) is { } log)
            {
                await AddFileAsync(context, Path.Combine(folder, name), log);
            }
        }
        catch (AssertFailedException exception)
        {
            // The test has failed for another reason, which this must not hide.
            context.WriteLine($"No {name}: {exception.Message}");
        }
    }

    private static async Task AddFileAsync(TestContext context, string path, string text)
    {
        await File.WriteAllTextAsync(path, text);
        context.AddResultFile(path);
    }
}
