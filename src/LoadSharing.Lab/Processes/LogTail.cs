using System.Text;

namespace LoadSharing.Lab.Processes;

/// <summary>Reads log files that other processes may be writing.</summary>
public static class LogTail
{
    private const int MaximumBytes = 64 * 1024;

    /// <summary>The last lines of a log; none if the file does not exist.</summary>
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
        return text.Length == 0 ? [] : [.. text.Split('\n').TakeLast(count).Select(line => line.TrimEnd('\r'))];
    }

    /// <summary>The whole log; empty if the file does not exist.</summary>
    public static async Task<string> ReadAsync(string log, CancellationToken cancellation)
    {
        if (!File.Exists(log))
        {
            return "";
        }

        using var reader = new StreamReader(OpenShared(log), Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellation);
    }

    private static FileStream OpenShared(string log) => new(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
