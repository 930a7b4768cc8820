using System.Diagnostics;
using System.Globalization;

namespace VirtualStation.Runtime;

/// <summary>
/// Writes a station's log unbuffered, one line at a time, as the native firmware and the public emulator do: a pipe that its reader does not drain
/// blocks the station. A line begins with the seconds since the start of the machine, as in <c>dmesg</c>, so that logs of several processes can be compared.
/// </summary>
internal sealed class LineLog(TextWriter writer, StationLifecycle lifecycle)
{
    private readonly Lock _lock = new();

    /// <summary>Writes a line, unless the station was killed.</summary>
    public void Write(string line)
    {
        lock (_lock)
        {
            if (!lifecycle.IsKilled)
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency:0.000}] {line}"));
                writer.Flush();
            }
        }
    }
}
