namespace VirtualStation.Bridge;

/// <summary>
/// Pairs commands and answers as on a wire, where a charger answers within milliseconds. An emulator on a busy machine may answer after the firmware has
/// given up and sent its next command; the firmware would take that answer for the next one's, and each later one too.
/// </summary>
internal sealed class SerialLine(TimeProvider time)
{
    /// <summary>
    /// The firmware gives up after 500 ms (RAPI_TIMEOUT_MS of OpenEVSE_Lib), counted from a moment before the command arrives here. An answer that waits in
    /// the terminal when it sends its next command would be taken for the next one's too.
    /// </summary>
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(400);

    /// <summary>After this time an answer is not expected any more.</summary>
    private static readonly TimeSpan Lost = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Queue<long> _unanswered = [];

    /// <summary>Notes a command of the firmware.</summary>
    public void OnCommand()
    {
        lock (_lock)
        {
            _unanswered.Enqueue(time.GetTimestamp());
        }
    }

    /// <summary>Forgets the commands of an earlier connection, which nothing answers any more.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _unanswered.Clear();
        }
    }

    /// <summary>Whether a line of the charger goes to the firmware: the answer to its last command in time, or a notification.</summary>
    public bool Passes(string line)
    {
        if (!line.StartsWith("$OK", StringComparison.Ordinal) && !line.StartsWith("$NK", StringComparison.Ordinal))
        {
            return true;
        }

        lock (_lock)
        {
            while (_unanswered.Count > 1 && time.GetElapsedTime(_unanswered.Peek()) > Lost)
            {
                _unanswered.Dequeue();
            }

            return !_unanswered.TryDequeue(out var sent) || (_unanswered.Count == 0 && time.GetElapsedTime(sent) < Late);
        }
    }
}
