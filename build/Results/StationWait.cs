namespace Build.Results;

/// <summary>How long a test waited for its stations; of several leases, together.</summary>
/// <param name="Turn">Until it was its turn.</param>
/// <param name="Start">From then until all were ready: nothing if they were before.</param>
public sealed record StationWait(TimeSpan Turn, TimeSpan Start);
