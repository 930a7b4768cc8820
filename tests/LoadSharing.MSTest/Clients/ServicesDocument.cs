namespace LoadSharing.MSTest.Clients;

/// <summary>What is on an mDNS link, seen from outside of every firmware.</summary>
/// <param name="Observer">Who looked.</param>
/// <param name="Services">The services of the stations' type, strangers' too.</param>
internal sealed record ServicesDocument(string Observer, IReadOnlyList<SeenServiceDocument> Services);
