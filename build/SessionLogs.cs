using Build.Options;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace Build;

/// <summary>The logs of a session, which outlive it.</summary>
/// <param name="directory">Their directory.</param>
internal sealed class SessionLogs(string directory)
{
    private const int Kept = 20;

    /// <summary>The logs of the session that began last, or null if there are none.</summary>
    public static SessionLogs? Newest(string root) => Directories(root).LastOrDefault() is { } newest ? new SessionLogs(newest) : null;

    /// <summary>Removes the logs of all but the newest sessions; what else stands there is left alone.</summary>
    public static void Prune(string root)
    {
        foreach (var directory in Directories(root).SkipLast(Kept))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>The whole of a log, also while it is being written.</summary>
    public static string Read(string file) => LogTail.ReadAsync(file, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The log files of a station, or of all.</summary>
    /// <param name="station">The station's name, or null for all.</param>
    /// <exception cref="CommandLineException">There is no such station.</exception>
    public IReadOnlyList<string> Files(string? station)
    {
        var files = Directory.EnumerateFiles(directory, "*.log").Order(StringComparer.Ordinal).ToList();
        if (station is null)
        {
            return files;
        }

        var own = files.Where(file => Path.GetFileName(file).StartsWith(station + ".", StringComparison.Ordinal)).ToList();
        var names = files.Select(file => Path.GetFileName(file).Split('.')[0]).Distinct().ToList();
        return own.Count > 0
            ? own
            : throw new CommandLineException(
                $"--station={station}: there are no logs of it in {directory}.{NearestName.Suggest(station, names)} There are logs of: {string.Join(", ", names)}.");
    }

    // Session ids begin with their time, so the order of names is the order of time.
    private static IEnumerable<string> Directories(string root) => Directory.Exists(root)
        ? Directory.EnumerateDirectories(root).Where(directory => Session.IsId(Path.GetFileName(directory))).Order(StringComparer.Ordinal)
        : [];
}
