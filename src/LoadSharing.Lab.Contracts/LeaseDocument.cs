namespace LoadSharing.Lab.Contracts;

/// <summary>Asks for a fleet.</summary>
/// <param name="Size">How many stations.</param>
/// <param name="Test">The full name of the test, for logs and reports.</param>
/// <param name="Fresh">Whether the stations must have started for the first time; else a clean fleet may be reused.</param>
public sealed record LeaseRequest(int Size, string? Test, bool Fresh = false);

/// <summary>A leased fleet.</summary>
/// <param name="Id">The id of the lease.</param>
/// <param name="Contract">The generation of the firmware's API, such as <c>2026-09</c>.</param>
/// <param name="Tested">The subject of the tests, for reports: <c>virtual stations, contract 2026-07</c>.</param>
/// <param name="SharesLink">Whether foreign stations may be on the fleet's mDNS link.</param>
/// <param name="TestAddress">The address of this machine that the stations can reach.</param>
/// <param name="IsReused">Whether other tests leased the stations before.</param>
/// <param name="Stations">Its stations.</param>
/// <param name="Exited">The components that exited unexpectedly since the lease.</param>
public sealed record LeaseDocument(
    string Id,
    string Contract,
    string Tested,
    bool SharesLink,
    string TestAddress,
    bool IsReused,
    IReadOnlyList<StationDocument> Stations,
    IReadOnlyList<ComponentFailure> Exited);

/// <summary>A released lease.</summary>
/// <param name="Exited">The components that exited unexpectedly during the lease.</param>
public sealed record ReleaseDocument(IReadOnlyList<ComponentFailure> Exited);
