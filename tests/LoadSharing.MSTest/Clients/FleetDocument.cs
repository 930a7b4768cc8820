namespace LoadSharing.MSTest.Clients;

/// <summary>The lab's word on a leased fleet.</summary>
/// <param name="Contract">The generation of the firmware's API: <c>2026-02</c> or <c>2026-07</c>.</param>
/// <param name="Tested">What the stations are, for people: for example <c>virtual stations, contract 2026-07</c>.</param>
/// <param name="SharesLink">Whether chargers that are not the lab's may be on the mDNS link too.</param>
/// <param name="TestAddress">The address of this machine that the stations can reach.</param>
/// <param name="IsUsed">Whether other tests had the stations before.</param>
/// <param name="Ended">The parts that ended by themselves since the lease.</param>
internal sealed record FleetDocument(
    string Id,
    string Contract,
    string Tested,
    bool SharesLink,
    string TestAddress,
    bool IsUsed,
    IReadOnlyList<StationDocument> Stations,
    IReadOnlyList<EndedPartDocument> Ended);
