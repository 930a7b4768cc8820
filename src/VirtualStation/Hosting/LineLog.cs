namespace VirtualStation.Hosting;

/// <summary>
/// A line at a time, straight to a stream, as the real things do: who does not read the stream stops the process once the pipe is full. Without power
/// nothing is written.
/// </summary>
internal sealed class LineLog(TextWriter writer, Power power)
{
    private readonly Lock _lock = new();

    public void Write(string line)
    {
        lock (_lock)
        {
            if (!power.IsCut)
            {
                writer.WriteLine(line);
                writer.Flush();
            }
        }
    }
}
