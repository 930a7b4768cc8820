using RestSharp;

namespace LoadSharing.MSTest.Contracts;

/// <summary>A request of the peer API as data.</summary>
/// <param name="Path">As sent, percent-encoding included.</param>
/// <param name="Body">As sent; null for none.</param>
internal sealed record PeerRequest(Method Method, string Path, string? Body = null);
