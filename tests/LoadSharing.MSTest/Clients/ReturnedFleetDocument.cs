namespace LoadSharing.MSTest.Clients;

/// <summary>The lab's last word on a fleet that was given back.</summary>
internal sealed record ReturnedFleetDocument(IReadOnlyList<EndedPartDocument> Ended);
