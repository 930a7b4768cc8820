using System.Runtime.CompilerServices;
using System.Text;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Processes;

/// <summary>Follows log files to which other processes append.</summary>
internal static class LogFollower
{
    private const int MaximumBytes = 64 * 1024;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Returns the end of a log, then each appended text. Ends when the log has gone, or when cancelled.</summary>
    /// <param name="findLog">Returns the present path of the log; null if it has gone.</param>
    /// <param name="cancellation">Ends the sequence.</param>
    public static async IAsyncEnumerable<string> FollowAsync(Func<string?> findLog, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (decoder, buffer) = (Encoding.UTF8.GetDecoder(), new byte[MaximumBytes]);
        string? path = null;
        var position = 0L;
        using var timer = new PeriodicTimer(PollInterval);
        do
        {
            if (findLog() is not { } log)
            {
                yield break;
            }

            if (File.Exists(log))
            {
                await using var stream = LogTail.OpenShared(log);
                position = log == path ? Math.Min(position, stream.Length) : Math.Max(0, stream.Length - MaximumBytes);
                path = log;
                stream.Seek(position, SeekOrigin.Begin);
                while (!cancellation.IsCancellationRequested && await stream.ReadAsync(buffer, CancellationToken.None) is var count and > 0)
                {
                    position += count;
                    yield return Decode(decoder, buffer.AsSpan(0, count));
                }
            }
        }
        while (await timer.IsTickAsync(cancellation));
    }

    // A character may be cut off at the end; the decoder keeps its first bytes for the next call.
    private static string Decode(Decoder decoder, ReadOnlySpan<byte> bytes)
    {
        Span<char> text = new char[decoder.GetCharCount(bytes, flush: false)];
        decoder.GetChars(bytes, text, flush: false);
        return new string(text);
    }
}
