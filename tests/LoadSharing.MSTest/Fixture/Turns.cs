namespace LoadSharing.MSTest.Fixture;

/// <summary>Gives turns to tests: so many at once, and of those who wait the longest first.</summary>
/// <param name="atOnce">How many have a turn at once.</param>
/// <param name="seconds">How long each test takes, as far as is known; of others nobody knows, so they come before all these.</param>
internal sealed class Turns(int atOnce, IReadOnlyDictionary<string, double> seconds)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _awaited = [.. seconds.Keys];
    private readonly PriorityQueue<TaskCompletionSource, (double Seconds, int Number)> _waiting =
        new(Comparer<(double Seconds, int Number)>.Create((one, other) => one.Seconds != other.Seconds ? other.Seconds.CompareTo(one.Seconds) : one.Number.CompareTo(other.Number)));

    private readonly TaskCompletionSource _allAreHere = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOpen;
    private int _arrived;
    private int _running;

    /// <summary>Waits for a turn; <see cref="End"/> ends it.</summary>
    /// <param name="test">The test, as the durations name it.</param>
    /// <param name="patience">How long the first one waits for those whose durations are known: they all come at once, or a filter leaves them out.</param>
    public async Task WaitAsync(string test, TimeSpan patience)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isFirst;
        lock (_lock)
        {
            isFirst = _arrived == 0;
            _waiting.Enqueue(turn, (seconds.GetValueOrDefault(test, double.MaxValue), _arrived++));
            _awaited.Remove(test);
            if (_awaited.Count == 0)
            {
                _allAreHere.TrySetResult();
            }

            Serve();
        }

        if (isFirst)
        {
            await Task.WhenAny(_allAreHere.Task.WaitAsync(patience));
            lock (_lock)
            {
                _isOpen = true;
                Serve();
            }
        }

        await turn.Task;
    }

    /// <summary>A test is over.</summary>
    public void End()
    {
        lock (_lock)
        {
            _running--;
            Serve();
        }
    }

    private void Serve()
    {
        while (_isOpen && _running < atOnce && _waiting.TryDequeue(out var turn, out _))
        {
            _running++;
            turn.SetResult();
        }
    }
}
