namespace LoadSharing.MSTest.Contracts;

/// <summary>A request that must be refused, and how.</summary>
/// <param name="Line">The line of the contract that says so: one of <see cref="RefusalLines"/>.</param>
internal sealed record Refusal(string Line, PeerRequest Request, Answer Answer);
