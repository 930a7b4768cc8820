namespace LoadSharing.MSTest.Contracts;

/// <summary>An expected answer.</summary>
/// <param name="Message">The text of <c>msg</c>; null for any text that is not blank.</param>
public sealed record Answer(HttpStatusCode Status, string? Message)
{
    public static Answer Done { get; } = new(HttpStatusCode.OK, "done");

    public static Answer PeerNotFound { get; } = new(HttpStatusCode.NotFound, "Peer not found");

    public override string ToString() => $"{(int)Status} {(Message is null ? "with a msg" : $"\"{Message}\"")}";
}
