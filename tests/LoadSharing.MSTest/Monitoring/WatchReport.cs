using GroupMonitor;

namespace LoadSharing.MSTest.Monitoring;

/// <summary>Ends the watch over a fleet and writes its currents into the directory that <see cref="CurrentsDocument.DirectoryVariable"/> names.</summary>
internal static class WatchReport
{
    private const int LongestName = 100;

    /// <returns>The violations.</returns>
    public static async Task<IReadOnlyList<string>> EndAsync(Fleet fleet, string test)
    {
        if (fleet.Watch is not { } watch)
        {
            return [];
        }

        await using (watch)
        {
            var violations = await watch.StopAsync();
            if (Environment.GetEnvironmentVariable(CurrentsDocument.DirectoryVariable) is { Length: > 0 } directory)
            {
                Directory.CreateDirectory(directory);
                watch.ToDocument(test).Write(Path.Combine(directory, $"{FileName(test)}-{fleet.Id}.json"));
            }

            return
            [
                .. violations.Select(violation =>
                    $"{violation.Message} (Budget monitor, {violation.Seconds:0.0} s of the firmware's time after the group began.)"),
            ];
        }
    }

    // The arguments of a data row may have any characters.
    private static string FileName(string test)
    {
        var method = test[(test.Split('(')[0].LastIndexOf('.') + 1)..];
        var name = string.Concat(method.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')).Trim('_');
        return name.Length <= LongestName ? name : name[..LongestName];
    }
}
