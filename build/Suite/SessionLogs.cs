using Build.Options;
using Cake.Core;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace Build.Suite;

/// <summary>The directories with the logs of sessions, which stay when a session ends.</summary>
internal static class SessionLogs
{
    private const int MaximumSessions = 20;

    /// <summary>Prints the logs of the newest session, or those of <c>--station</c>.</summary>
    /// <exception cref="CakeException">There are no logs, or none of this station.</exception>
    public static void Print(BuildContext context)
    {
        var directory = Directories(context.Logs).LastOrDefault()
            ?? throw new CakeException($"{context.Logs} has no logs. No lab has run yet, or one with another --results.");
        foreach (var file in Files(directory, context.Options.Station))
        {
            context.Print($"==> {file} <==");
            context.Print(LogTail.ReadAsync(file, CancellationToken.None).GetAwaiter().GetResult());
        }
    }

    /// <summary>The last lines of a log and its path, for error messages.</summary>
    public static string Excerpt(string log) =>
        $"Last lines of its log:\n{string.Join('\n', LogTail.LastLines(log).Select(line => $"  | {line}"))}\nLog: {log}";

    /// <summary>Deletes the logs of all but the newest sessions and those that exist still.</summary>
    public static void DeleteOld(string root)
    {
        // As long as a lab runs, or its kept fleets do, their processes write to its logs.
        var existing = SessionList.Read().Sessions.Select(session => session.Id).ToHashSet();
        foreach (var directory in Directories(root).SkipLast(MaximumSessions).Where(directory => !existing.Contains(Path.GetFileName(directory))))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static List<string> Files(string directory, string? station)
    {
        var files = Directory.EnumerateFiles(directory, "*.log").Order(StringComparer.Ordinal).ToList();
        if (station is null)
        {
            return files;
        }

        var own = files.Where(file => StationOf(file) == station).ToList();
        var names = files.Select(StationOf).Distinct().ToList();
        return own.Count > 0
            ? own
            : throw new CakeException(
                $"--station={station}: {directory} has no logs of it.{NearestName.Suggest(station, names)} It has logs of {string.Join(", ", names)}.");
    }

    private static string StationOf(string file) => Path.GetFileName(file).Split('.')[0];

    // A session's id begins with its start time, so the names sort by age.
    private static IEnumerable<string> Directories(string root) => Directory.Exists(root)
        ? Directory.EnumerateDirectories(root).Where(directory => Session.IsId(Path.GetFileName(directory))).Order(StringComparer.Ordinal)
        : [];
}
