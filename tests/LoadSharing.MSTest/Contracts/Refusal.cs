namespace LoadSharing.MSTest.Contracts;

/// <summary>A request that must be refused, and how.</summary>
internal sealed record Refusal(PeerRequest Request, Answer Answer);
