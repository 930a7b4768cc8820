namespace LoadSharing.Lab.Fleets;

/// <summary>How long a test waited for its stations.</summary>
/// <param name="Test">The test that leased them.</param>
/// <param name="Turn">Until it was its turn.</param>
/// <param name="Start">From then until all were ready: nothing if they were before.</param>
internal sealed record LeaseTimes(string Test, TimeSpan Turn, TimeSpan Start);
