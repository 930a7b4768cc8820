namespace Build.Options;

/// <summary>A generation of the firmware's peer API.</summary>
/// <param name="Name"><c>2026-02</c> or <c>2026-07</c>.</param>
public sealed record Contract(string Name)
{
    /// <summary>The generation the first test-suite described: duplicates are an error, the list has no local row.</summary>
    public static Contract February2026 { get; } = new("2026-02");

    /// <summary>The current load-sharing branch: <c>GET /loadsharing/status</c>, local row, reciprocal sync.</summary>
    public static Contract July2026 { get; } = new("2026-07");

    /// <summary>All of them, the newest last.</summary>
    public static IReadOnlyList<Contract> All { get; } = [February2026, July2026];

    /// <inheritdoc />
    public override string ToString() => Name;
}
