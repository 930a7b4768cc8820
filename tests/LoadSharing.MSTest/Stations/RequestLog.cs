using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LoadSharing.MSTest.Stations;

/// <summary>The actions on the stations of a fleet since its lease, in order: requests with their answers, restarts, stops. Thread-safe.</summary>
internal sealed class RequestLog
{
    // A firmware may give thousands of them, a megabyte each.
    private const int MaximumLongAnswers = 4;

    private const int MaximumEvents = 5000;

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

    /// <summary>Adds an entry that lasts until <see cref="Entry.Outcome"/> is set.</summary>
    public Entry Begin(Station station, string action)
    {
        var entry = new Entry(_clock, station.Role, action);
        lock (_lock)
        {
            _entries.Add(entry);
        }

        return entry;
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

    /// <summary>The newest entries for the report of the run.</summary>
    public IReadOnlyList<FleetEvent> ToEvents()
    {
        lock (_lock)
        {
            return [.. _entries.TakeLast(MaximumEvents).Select(entry => entry.ToEvent())];
        }
    }

    /// <summary>One line for each entry. A repeated request with the same outcome is counted in the line of the first.</summary>
    /// <param name="last">The number of lines from the end.</param>
    /// <param name="width">Longer lines are cut.</param>
    public string Format(int last = int.MaxValue, int width = int.MaxValue)
    {
        var lines = new List<Line>();
        var latest = new Dictionary<(string Role, string Action), Line>();
        lock (_lock)
        {
            foreach (var entry in _entries)
            {
                if (latest.TryGetValue((entry.Role, entry.Action), out var line) && line.First.Outcome == entry.Outcome)
                {
                    (line.Count, line.Last) = (line.Count + 1, entry);
                }
                else
                {
                    line = new Line(entry);
                    latest[(entry.Role, entry.Action)] = line;
                    lines.Add(line);
                }
            }
        }

        var text = new StringBuilder();
        foreach (var line in lines.TakeLast(last).Select(line => line.ToString()))
        {
            text.Append(line.Length <= width ? line : $"{line[..width]} …").Append('\n');
        }

        return text.ToString();
    }

    internal sealed class Entry(Stopwatch clock, string role, string action)
    {
        private TimeSpan? _ended;

        public TimeSpan Started { get; } = clock.Elapsed;

        public string Role => role;

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

        public FleetEvent ToEvent() =>
            new(Started.TotalSeconds, _ended?.TotalSeconds, Role, Kind, Excerpt.Of(Action), Excerpt.Of(Outcome));

        // An action of the lab is in words; requests begin with their method.
        private FleetEventKind Kind => Action.StartsWith("GET ", StringComparison.Ordinal) ? FleetEventKind.Read
            : char.IsAsciiLetterLower(Action[0]) ? FleetEventKind.Lab
            : FleetEventKind.Change;
    }

    private sealed class Line(Entry entry)
    {
        public Entry First { get; } = entry;

        public Entry Last { get; set; } = entry;

        public int Count { get; set; } = 1;

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{First.Started.TotalSeconds,7:0.00} s  {First.Role,-6}  {First.Action} {First.Outcome}"
            + $"{(Count == 1 ? "" : $"  (×{Count}, last at {Last.Started.TotalSeconds:0.00} s)")}");
    }
}
