using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LoadSharing.MSTest.Clients;

/// <summary>Every request of one fleet in the order they were made, for the report of a failed test. Safe for many threads.</summary>
internal sealed class ExchangeJournal
{
    // What made a list as it is, is hardly ever further back.
    private const int ChangesTold = 3;

    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<Entry> _entries = [];
    private int _lastNumber;

    /// <summary>The number of a request about to be made, and when it is, counted from the lease of the fleet.</summary>
    public (int Number, TimeSpan Started) Begin() => (Interlocked.Increment(ref _lastNumber), _clock.Elapsed);

    public void Answered(TimeSpan started, Exchange exchange) => Add(new Entry(exchange.Number, started, exchange.Station, exchange, null));

    /// <summary>Notes what is no answer of a station: a request that failed, a restart, a part that ended.</summary>
    public void Note(int number, TimeSpan started, string station, string text) => Add(new Entry(number, started, station, null, text));

    /// <summary>What was last done to a station that changes it, and how often it was told to discover, as one line; null if nothing was.</summary>
    /// <param name="number">The request that is not to be counted.</param>
    /// <param name="until">When it was done at the latest, counted from the lease of the fleet.</param>
    public string? LastChanges(string station, int number, TimeSpan until)
    {
        List<Entry> earlier;
        lock (_lock)
        {
            earlier = [.. _entries.Where(entry => entry.Station == station && entry.Number != number && entry.Ended <= until).OrderBy(entry => entry.Number)];
        }

        var changes = earlier.Where(entry => entry.IsChange).Select(entry => entry.Short).ToList();
        var discovers = earlier.Count(entry => entry.IsDiscover);
        var untold = changes.Count - ChangesTold;
        var told = string.Join(", ",
        [
            .. untold > 0 ? [$"({untold} earlier)"] : Array.Empty<string>(),
            .. changes.TakeLast(ChangesTold),
            .. discovers > 0 ? [$"{discovers} answered POST {PeerApi.Discover}"] : Array.Empty<string>(),
        ]);
        return told.Length == 0 ? null : told;
    }

    /// <summary>The journal as text; an answer that repeats the one before it, as in polling, is shown once.</summary>
    public string Format()
    {
        List<Entry> entries;
        lock (_lock)
        {
            entries = [.. _entries.OrderBy(entry => entry.Number)];
        }

        var text = new StringBuilder();
        var lastAnswers = new Dictionary<string, Exchange>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"#{entry.Number} at {entry.Started.TotalSeconds:0.000} s  ");
            text.AppendLine(entry.Exchange is { } exchange ? Describe(exchange, lastAnswers) : entry.Text);
        }

        return text.ToString();
    }

    private static string Describe(Exchange exchange, Dictionary<string, Exchange> lastAnswers)
    {
        var answer = lastAnswers.TryGetValue(exchange.Request, out var last) && last.Response == exchange.Response
            ? $"as in #{last.Number}"
            : exchange.Response;
        lastAnswers[exchange.Request] = exchange;
        return string.Create(
            CultureInfo.InvariantCulture, $"{exchange.Station} {exchange.Request}{Environment.NewLine}    {exchange.Elapsed.TotalSeconds:0.000} s: {answer}");
    }

    private void Add(Entry entry)
    {
        lock (_lock)
        {
            _entries.Add(entry);
        }
    }

    private sealed record Entry(int Number, TimeSpan Started, string Station, Exchange? Exchange, string? Text)
    {
        public TimeSpan Ended => Started + (Exchange?.Elapsed ?? TimeSpan.Zero);

        public bool IsDiscover => Exchange is { Method: "POST", Path: PeerApi.Discover };

        // A discovery makes and unmakes no peers, and tests send it again and again.
        public bool IsChange => Exchange is null || (Exchange.Method != "GET" && Exchange.Path != PeerApi.Discover);

        public string Short => Exchange?.Short ?? Text!;
    }
}
