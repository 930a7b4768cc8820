namespace LoadSharing.MSTest.Clients;

/// <summary>An error of the lab (RFC 9457, <c>application/problem+json</c>).</summary>
internal sealed record ProblemDocument(string? Title = null, string? Detail = null, int? Status = null);
