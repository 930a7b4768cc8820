namespace LoadSharing.Lab.Contracts;

/// <summary>A generation of the firmware's load-sharing API, named after the month in which it became public.</summary>
/// <param name="Name">The name, as <c>--contract</c> takes it.</param>
/// <param name="PeerFields">The fields of a row of <c>GET /loadsharing/peers</c>, which tell the generations apart.</param>
public sealed record ApiGeneration(string Name, IReadOnlyList<string> PeerFields)
{
    /// <summary>The first public API: a duplicate peer is an error, the list has no local row, there is no <c>/loadsharing/status</c>.</summary>
    public static ApiGeneration February2026 { get; } = new("2026-02", ["id", "name", "host", "ip", "online", "joined"]);

    /// <summary>Adds <c>/loadsharing/status</c>, roles, the local row and reciprocal updates.</summary>
    public static ApiGeneration July2026 { get; } = new("2026-07", [.. February2026.PeerFields, "url", "isLocal"]);

    /// <summary>Adds priorities of peers; stations without load sharing discover on request only.</summary>
    public static ApiGeneration September2026 { get; } = new("2026-09", [.. July2026.PeerFields, "priority"]);

    /// <summary>The known generations, oldest first.</summary>
    public static IReadOnlyList<ApiGeneration> All { get; } = [February2026, July2026, September2026];

    /// <inheritdoc />
    public override string ToString() => Name;
}
