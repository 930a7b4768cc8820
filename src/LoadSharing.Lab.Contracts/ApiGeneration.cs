namespace LoadSharing.Lab.Contracts;

/// <summary>A generation of the firmware's load-sharing API, named after the month in which it was public.</summary>
/// <param name="Name"><c>2026-02</c> or <c>2026-07</c>.</param>
public sealed record ApiGeneration(string Name)
{
    /// <summary>The first public API: a duplicate peer is an error, the list has no local row, there is no <c>/loadsharing/status</c>.</summary>
    public static ApiGeneration February2026 { get; } = new("2026-02");

    /// <summary>Adds <c>/loadsharing/status</c>, roles, the local row and reciprocal updates.</summary>
    public static ApiGeneration July2026 { get; } = new("2026-07");

    /// <summary>The known generations, oldest first.</summary>
    public static IReadOnlyList<ApiGeneration> All { get; } = [February2026, July2026];

    /// <inheritdoc />
    public override string ToString() => Name;
}
