namespace VirtualStation.Runtime;

/// <summary>
/// Writes a station's log unbuffered, one line at a time, as the native firmware and the public emulator do: a pipe that its reader does not drain
/// blocks the station.
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
                writer.WriteLine(line);
                writer.Flush();
            }
        }
    }
}
