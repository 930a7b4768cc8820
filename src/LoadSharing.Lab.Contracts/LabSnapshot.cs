namespace LoadSharing.Lab.Contracts;

/// <summary>The state of a lab for its live page.</summary>
/// <param name="Tested">The subject of the tests.</param>
/// <param name="Leases">The leases that are not released.</param>
/// <param name="Views">The values that each station of these leases reports.</param>
public sealed record LabSnapshot(string Tested, IReadOnlyList<LeaseDocument> Leases, IReadOnlyList<StationView> Views);

/// <summary>The values that a station reports. The lab does not trust them: long lists and texts are cut.</summary>
/// <param name="Name">The name of the station in the lab.</param>
/// <param name="Peers">The rows of the firmware's peer list; null if the firmware does not answer.</param>
/// <param name="Allocations">The shares that a controller has computed; empty for other stations.</param>
/// <param name="ChargerState">1 not connected, 2 connected, 3 charging, 253 or 254 asleep; null if the emulator does not answer.</param>
/// <param name="OfferedAmps">The current that the charger offers the car, in A.</param>
/// <param name="DrawnAmps">The current that the car draws, in A.</param>
public sealed record StationView(
    string Name,
    IReadOnlyList<ListedPeer>? Peers = null,
    IReadOnlyList<ListedAllocation>? Allocations = null,
    int? ChargerState = null,
    double? OfferedAmps = null,
    double? DrawnAmps = null);

/// <summary>A row of a firmware's peer list.</summary>
/// <param name="Id">The device id, or <c>unknown</c>.</param>
/// <param name="Host">The host name, or the address with a port.</param>
/// <param name="IsOnline">Whether the firmware takes the peer for online.</param>
/// <param name="IsJoined">Whether the peer is in the firmware's group.</param>
public sealed record ListedPeer(string Id, string Host, bool IsOnline, bool IsJoined);

/// <summary>A station's share of a group's current.</summary>
/// <param name="Host">The station's host, as the controller lists it.</param>
/// <param name="Amps">The share in A.</param>
/// <param name="Reason">The reason that the controller gives.</param>
public sealed record ListedAllocation(string Host, double? Amps, string Reason);

/// <summary>A part of a component's log.</summary>
/// <param name="Text">The text, which may begin and end within a line.</param>
public sealed record LogText(string Text);
