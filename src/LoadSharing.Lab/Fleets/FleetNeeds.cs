namespace LoadSharing.Lab.Fleets;

/// <summary>What some tests need.</summary>
/// <param name="Sizes">The sizes of their fleets, one entry for each.</param>
/// <param name="Reuse">When others can have the stations of a test, by its name; soon, of those that are not there.</param>
internal sealed record FleetNeeds(IReadOnlyList<int> Sizes, IReadOnlyDictionary<string, Reuse> Reuse)
{
    /// <summary>Of tests that nobody has run yet.</summary>
    public static FleetNeeds Of(IEnumerable<int> sizes) => new([.. sizes], new Dictionary<string, Reuse>());
}
