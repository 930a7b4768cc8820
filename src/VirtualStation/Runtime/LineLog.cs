using System.Diagnostics;
using System.Text;

namespace VirtualStation.Runtime;

/// <summary>
/// Writes a station's log unbuffered, one line at a time, as the native firmware and the public emulator do: a pipe that its reader does not drain
/// blocks the station. A line begins with the seconds since the start of the machine, as in <c>dmesg</c>, so that logs of several processes can be compared.
/// </summary>
internal sealed class LineLog(TextWriter writer, StationLifecycle lifecycle)
{
    // The status of a station has 4 KB, and comes first on each connection.
    private const int MaximumFrame = 400;

    private readonly Lock _lock = new();

    /// <summary>Writes the beginning of a frame of <c>/ws</c>.</summary>
    /// <param name="direction">The sender or the receiver: <c>from HOST</c>.</param>
    /// <param name="frame">The frame in UTF-8.</param>
    public void WriteFrame(string direction, ReadOnlySpan<byte> frame) =>
        Write($"/ws {direction}: {Encoding.UTF8.GetString(frame[..Math.Min(frame.Length, MaximumFrame)])}");

    /// <summary>Writes a line, unless the station was killed.</summary>
    public void Write(string line)
    {
        lock (_lock)
        {
            if (!lifecycle.IsKilled)
            {
                writer.WriteLine($"[{Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency:0.000}] {line}");
                writer.Flush();
            }
        }
    }
}
