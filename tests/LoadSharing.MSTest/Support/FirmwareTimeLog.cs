namespace LoadSharing.MSTest.Support;

/// <summary>
/// Notes the firmware's time beside the wall clock, so that a moment on the wall clock, such as that of a packet, can be converted: on a busy machine, the
/// firmware's time slows down.
/// </summary>
internal sealed class FirmwareTimeLog : IDisposable
{
    private readonly List<(DateTimeOffset Wall, TimeSpan Elapsed)> _notes = [];
    private readonly long _start = FirmwareTime.Current.GetTimestamp();
    private readonly PeriodicTimer _timer = new(TimeSpan.FromMilliseconds(10));

    /// <summary>Starts to note.</summary>
    public FirmwareTimeLog()
    {
        Note();
        _ = NoteAsync();
    }

    /// <summary>The longest time of the firmware between two moments since the start.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to) => Until(to) - Until(from);

    /// <summary>Ends the notes.</summary>
    public void Dispose() => _timer.Dispose();

    private TimeSpan Until(DateTimeOffset moment)
    {
        lock (_notes)
        {
            var next = _notes.FindIndex(note => note.Wall > moment);
            var last = _notes[next switch { < 0 => ^1, 0 => 0, _ => next - 1 }];
            var fast = last.Elapsed + ((moment - last.Wall) * TimeFactors.Time);
            return next >= 0 && _notes[next].Elapsed < fast ? _notes[next].Elapsed : fast;
        }
    }

    // Until the timer is disposed.
    private async Task NoteAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            Note();
        }
    }

    private void Note()
    {
        lock (_notes)
        {
            _notes.Add((DateTimeOffset.UtcNow, FirmwareTime.Current.GetElapsedTime(_start)));
        }
    }
}
