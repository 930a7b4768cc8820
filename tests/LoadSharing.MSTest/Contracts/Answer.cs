namespace LoadSharing.MSTest.Contracts;

/// <summary>What the contract says a request is answered with: the status, and the <c>msg</c> of its JSON object.</summary>
/// <param name="Msg">The exact text; null where the contract fixes the status only, and any non-empty <c>msg</c> will do.</param>
internal sealed record Answer(HttpStatusCode Status, string? Msg)
{
    public static Answer Done { get; } = new(HttpStatusCode.OK, "done");

    public static Answer NotFound { get; } = new(HttpStatusCode.NotFound, "Peer not found");

    public override string ToString() =>
        $"{(int)Status} {(Msg is null ? "{\"msg\": any text}" : $"{{\"msg\":\"{Msg}\"}}")} as {Exchange.JsonMediaType}";
}
