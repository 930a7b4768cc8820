using System.Diagnostics;
using System.Text;

namespace LoadSharing.MSTest.Stations;

/// <summary>The actions on the stations of a fleet since its lease, in order: requests with their answers, restarts, stops. Thread-safe.</summary>
internal sealed class RequestLog
{
    // A firmware may give thousands of them, a megabyte each.
    private const int MaximumLongAnswers = 4;

    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<Entry> _entries = [];
    private readonly Queue<Response> _longAnswers = [];

    /// <summary>The newest answers of which the log has the beginning only.</summary>
    public IReadOnlyList<Response> LongAnswers
    {
        get
        {
            lock (_lock)
            {
                return [.. _longAnswers];
            }
        }
    }

    /// <summary>The time of the lease.</summary>
    public DateTimeOffset Lease { get; } = DateTimeOffset.UtcNow;

    /// <summary>The time of the lease in seconds since the start of the machine, as in the logs of virtual stations.</summary>
    public double MachineTime { get; } = Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    /// <summary>Adds an entry that lasts until <see cref="Entry.Outcome"/> is set.</summary>
    public Entry Begin(Station station, string action) => Begin(station.Role, action, KindOf(action));

    /// <summary>Adds a frame that a station sent to the test.</summary>
    public void AddFrame(Station station, string frame) => Begin(station.Role, frame, TimelineEventKind.Frame).Outcome = "";

    /// <summary>Adds an allocation of a controller, or the state of a charger.</summary>
    public void AddCurrents(string role, string currents) => Begin(role, currents, TimelineEventKind.Current).Outcome = "";

    /// <summary>Adds a wait of the test, and waits.</summary>
    /// <param name="condition">The condition in source text, which may have several lines.</param>
    /// <param name="wait">The wait.</param>
    public async Task WaitAsync(string condition, Task wait)
    {
        var words = condition.Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var entry = Begin(TimelineEvent.TestLane, string.Join(' ', words), TimelineEventKind.Wait);
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        entry.Outcome = wait.IsCompletedSuccessfully ? "→ passed" : "→ failed";
        await wait;
    }

    /// <summary>Ends an entry with an answer.</summary>
    public void End(Entry entry, Response answer)
    {
        entry.Outcome = $"→ {answer}";
        if (answer.Body.Length > Excerpt.MaximumLength)
        {
            lock (_lock)
            {
                _longAnswers.Enqueue(answer);
                if (_longAnswers.Count > MaximumLongAnswers)
                {
                    _longAnswers.Dequeue();
                }
            }
        }
    }

    /// <summary>The seconds since the lease.</summary>
    public double Seconds => _clock.Elapsed.TotalSeconds;

    /// <summary>The entries for the report of the run.</summary>
    public IReadOnlyList<TimelineEvent> ToEvents()
    {
        lock (_lock)
        {
            return [.. _entries.Select(entry => entry.ToEvent())];
        }
    }

    /// <summary>The last read of a station's peer list that it answered; null if there is none.</summary>
    public Entry? LastList(Station station)
    {
        lock (_lock)
        {
            return _entries.FindLast(entry => entry.Lane == station.Role && entry.Action == Station.ReadPeers && entry.Rows is not null);
        }
    }

    /// <summary>One line for each entry. A repeated request with the same outcome is counted in the line of the first.</summary>
    /// <param name="last">The number of lines from the end.</param>
    /// <param name="width">Longer lines are cut, and documents are in words.</param>
    public string Format(int last = int.MaxValue, int width = int.MaxValue)
    {
        var isShort = width < int.MaxValue;
        var lines = new List<Line>();
        var latest = new Dictionary<(string Lane, string Action), Line>();
        lock (_lock)
        {
            foreach (var entry in _entries.Where(entry => IsAction(entry.Kind)))
            {
                var outcome = isShort ? entry.Shortened : entry.Outcome;
                if (latest.TryGetValue((entry.Lane, entry.Action), out var line) && line.Outcome == outcome)
                {
                    (line.Count, line.Last) = (line.Count + 1, entry);
                }
                else
                {
                    line = new Line(entry, outcome);
                    latest[(entry.Lane, entry.Action)] = line;
                    lines.Add(line);
                }
            }
        }

        var text = new StringBuilder();
        foreach (var line in lines.TakeLast(last).Select(line => line.Format()))
        {
            text.Append(line.Length <= width ? line : $"{line[..width]} …").Append('\n');
        }

        return text.ToString();
    }

    private Entry Begin(string lane, string action, TimelineEventKind kind)
    {
        var entry = new Entry(_clock, lane, action, kind);
        lock (_lock)
        {
            _entries.Add(entry);
        }

        return entry;
    }

    private static bool IsAction(TimelineEventKind kind) =>
        kind is TimelineEventKind.Read or TimelineEventKind.Change or TimelineEventKind.Lab;

    // An action of the lab is in words; requests begin with their method.
    private static TimelineEventKind KindOf(string action) => action.StartsWith("GET ", StringComparison.Ordinal) ? TimelineEventKind.Read
        : char.IsAsciiLetterLower(action[0]) ? TimelineEventKind.Lab
        : TimelineEventKind.Change;

    internal sealed class Entry(Stopwatch clock, string lane, string action, TimelineEventKind kind)
    {
        private TimeSpan? _ended;

        public TimeSpan Started { get; } = clock.Elapsed;

        public string Lane => lane;

        public TimelineEventKind Kind => kind;

        public string Action => action;

        /// <summary>Its assignment ends the entry.</summary>
        public string Outcome
        {
            get;
            set
            {
                field = value;
                _ended = clock.Elapsed;
            }
        } = "→ no answer yet";

        /// <summary>The outcome with long documents in words.</summary>
        public string Shortened => Outcome.IndexOfAny(['[', '{']) is var start and >= 0 && RowText.Summary(Outcome[start..]) is { } words
            ? Outcome[..start] + words
            : Outcome;

        /// <summary>The rows of a peer list; null if the outcome is another.</summary>
        public IReadOnlyList<Peer>? Rows => Outcome.IndexOf('[', StringComparison.Ordinal) is var start and >= 0 ? RowText.Rows(Outcome[start..]) : null;

        public TimelineEvent ToEvent() => new(Started.TotalSeconds, _ended?.TotalSeconds, lane, kind, Excerpt.Of(action), Excerpt.Of(Shortened));
    }

    private sealed class Line(Entry first, string outcome)
    {
        private Entry First { get; } = first;

        public string Outcome => outcome;

        public Entry Last { get; set; } = first;

        public int Count { get; set; } = 1;

        public string Format() => $"{First.Started.TotalSeconds,7:0.00} s  {First.Lane,-6}  {First.Action} {outcome}"
            + $"{(Count == 1 ? "" : $"  (×{Count}, last at {Last.Started.TotalSeconds:0.00} s)")}";
    }
}
