namespace LoadSharing.Lab.Contracts;

/// <summary>Asks for a fleet.</summary>
/// <param name="Size">How many stations.</param>
/// <param name="Test">The full name of the test, for logs and reports.</param>
/// <param name="Fresh">Whether the stations must have started for the first time; else a clean fleet may be reused.</param>
public sealed record LeaseRequest(int Size, string? Test, bool Fresh = false);

/// <summary>A leased fleet.</summary>
/// <param name="Id">The id of the lease.</param>
/// <param name="Contract">The generation of the firmware's API, such as <c>2026-09</c>.</param>
/// <param name="Contracts">The generations that a station can be restarted with; empty if the lab has one program only.</param>
/// <param name="Tested">The subject of the tests, for reports: <c>virtual stations, contract 2026-07</c>.</param>
/// <param name="SharesLink">Whether foreign stations may be on the fleet's mDNS link.</param>
/// <param name="TestAddress">The address of this machine that the stations can reach.</param>
/// <param name="IsReused">Whether other tests leased the stations before.</param>
/// <param name="Stations">Its stations.</param>
/// <param name="Exited">The components that exited unexpectedly since the lease.</param>
public sealed record LeaseDocument(
    string Id,
    string Contract,
    IReadOnlyList<string> Contracts,
    string Tested,
    bool SharesLink,
    string TestAddress,
    bool IsReused,
    IReadOnlyList<StationDocument> Stations,
    IReadOnlyList<ComponentFailure> Exited)
{
    /// <summary>The test that holds the lease; empty if it gave no name.</summary>
    public string Test { get; init; } = "";

    /// <summary>The faults that the lab can cause in this fleet.</summary>
    public IReadOnlyList<FaultKind> Faults { get; init; } = [];

    /// <summary>Whether a station can be restarted with a clock that is ahead.</summary>
    public bool SetsUptime { get; init; }

    /// <summary>Whether the lab is recording the packets on the fleet's mDNS link.</summary>
    public bool RecordsPackets { get; init; }
}

/// <summary>Asks to split a fleet into two sides that do not reach each other.</summary>
/// <param name="Side">The names of the stations on one side; the other stations are on the other.</param>
public sealed record PartitionRequest(IReadOnlyList<string> Side);

/// <summary>Asks to make the network between the stations of a fleet lose and delay packets.</summary>
/// <param name="LossPercent">The part of the packets that is lost, at random.</param>
/// <param name="DelayMilliseconds">The delay of each packet.</param>
public sealed record ImpairmentRequest(double LossPercent = 0, double DelayMilliseconds = 0);

/// <summary>A released lease.</summary>
/// <param name="Exited">The components that exited unexpectedly during the lease.</param>
public sealed record ReleaseDocument(IReadOnlyList<ComponentFailure> Exited);
