using LoadSharing.Lab.Hosting;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Stations;

/// <summary>What one station is made from.</summary>
/// <param name="Session">Whose station it is.</param>
/// <param name="FleetId">The fleet it is part of.</param>
/// <param name="Slot">Its ports and names.</param>
/// <param name="StateDirectory">The firmware's working directory: the same directory is the same device.</param>
/// <param name="ChipId">The firmware's device id; no two stations have the same.</param>
/// <param name="Link">The mDNS link of its fleet: group and port.</param>
/// <param name="Network">What joins the stations of its fleet.</param>
/// <param name="Host">Runs the parts that share a process.</param>
/// <param name="Http">Asks for readiness.</param>
/// <param name="Timeouts">The lab's time-outs.</param>
/// <param name="Measurements">Told how long its stages take.</param>
internal sealed record StationSetup(
    Session Session,
    string FleetId,
    Slot Slot,
    string StateDirectory,
    ChipId ChipId,
    string Link,
    INetwork Network,
    StationHost Host,
    HttpClient Http,
    LabTimeouts Timeouts,
    Measurements Measurements)
{
    /// <summary>TCP port of the firmware's HTTP API: its slot's, unless its network has ports of its own.</summary>
    public int FirmwarePort { get; init; } = Slot.FirmwarePort;

    /// <summary>The firmware's host name: its slot's, unless a test has renamed the station.</summary>
    public string HostName { get; init; } = Slot.HostName;

    /// <summary>The log of a part; restarts of the part go on in it.</summary>
    public string LogOf(ComponentKind part) => Session.LogFile(Slot.StationName, ComponentNames.Of(part), FleetId);
}
