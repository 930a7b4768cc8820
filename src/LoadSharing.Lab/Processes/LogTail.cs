using System.Text;

namespace LoadSharing.Lab.Processes;

/// <summary>Reads and continues log files that other processes may be writing.</summary>
public static class LogTail
{
    private const int MaximumBytes = 64 * 1024;
    private const int MaximumCharacters = 4096;

    /// <summary>The last lines of a log without control characters; none if the file does not exist. All together have at most 4096 characters.</summary>
    public static IReadOnlyList<string> LastLines(string log, int count = 20)
    {
        if (!File.Exists(log))
        {
            return [];
        }

        using var stream = OpenShared(log);
        stream.Seek(-Math.Min(stream.Length, MaximumBytes), SeekOrigin.End);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd().TrimEnd('\r', '\n', '\0');
        return text.Length == 0 ? [] : WithinLimit(text.Split('\n').TakeLast(count).Select(line => ControlCharacters.Escape(line.TrimEnd('\r'))));
    }

    /// <summary>Appends a line to a log that a process may be writing.</summary>
    public static void AppendLine(string log, string line)
    {
        // File.AppendAllText allows no other writer, and Windows enforces that.
        using var writer = new StreamWriter(new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite));
        writer.WriteLine(line);
    }

    /// <summary>The whole log; empty if the file does not exist.</summary>
    public static Task<string> ReadAsync(string log, CancellationToken cancellation) => ReadEndAsync(log, long.MaxValue, cancellation);

    /// <summary>The end of a log; empty if the file does not exist.</summary>
    /// <param name="log">The path.</param>
    /// <param name="maximumBytes">If the log is longer, a line names the number of bytes before the end, and the path.</param>
    /// <param name="cancellation">Cancels the read.</param>
    public static async Task<string> ReadEndAsync(string log, long maximumBytes, CancellationToken cancellation)
    {
        if (!File.Exists(log))
        {
            return "";
        }

        await using var stream = OpenShared(log);
        var omitted = Math.Max(0, stream.Length - maximumBytes);
        stream.Seek(omitted, SeekOrigin.Begin);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancellation);
        return omitted == 0 ? text : $"[{omitted} bytes before this are in {log}]\n{text}";
    }

    // The last lines say most about an exit, so those before them are left out.
    private static List<string> WithinLimit(IEnumerable<string> lines)
    {
        var (kept, remaining) = (new List<string>(), MaximumCharacters);
        foreach (var line in lines.Reverse())
        {
            if (line.Length > remaining)
            {
                kept.Insert(0, $"… {line[^remaining..]}");
                break;
            }

            kept.Insert(0, line);
            remaining -= line.Length;
        }

        return kept;
    }

    internal static FileStream OpenShared(string log) => new(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
