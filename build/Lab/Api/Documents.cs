using Build.Lab.Observation;
using Build.Lab.Parts;
using Build.Lab.Processes;
using Build.Lab.Stations;

namespace Build.Lab.Api;

/// <summary>Asks for a fleet.</summary>
/// <param name="Size">How many stations.</param>
/// <param name="Test">Who asks: a test's name.</param>
/// <param name="UsedWillDo">Whether stations that an earlier test has given back as good as new will do.</param>
internal sealed record FleetRequest(int Size, string? Test, bool UsedWillDo = false);

/// <summary>A leased fleet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Contract">The generation of the peer API its firmware speaks.</param>
/// <param name="Tested">What is tested, in words.</param>
/// <param name="SharesLink">Whether strangers may be on its mDNS link too: then rows of others are reported, and are no failure.</param>
/// <param name="TestAddress">The address of this machine that its stations can reach: where a test listens for what they send.</param>
/// <param name="IsUsed">Whether other tests had its stations before.</param>
/// <param name="Stations">Its stations.</param>
/// <param name="Ended">The parts that ended by themselves.</param>
internal sealed record FleetDocument(
    string Id, string Contract, string Tested, bool SharesLink, string TestAddress, bool IsUsed, IReadOnlyList<StationDocument> Stations,
    IReadOnlyList<PartFailure> Ended);

/// <summary>What an observer sees on a fleet's mDNS link.</summary>
/// <param name="Observer">Who looked.</param>
/// <param name="Services">The services that answered, strangers' too.</param>
internal sealed record ServicesDocument(string Observer, IReadOnlyList<SeenService> Services);

/// <summary>A station.</summary>
/// <param name="Name">Its name in the lab.</param>
/// <param name="Hostname">The firmware's host name, its instance name in mDNS.</param>
/// <param name="DeviceId">The firmware's device id, as it publishes it.</param>
/// <param name="FirmwareUrl">The firmware's HTTP API.</param>
/// <param name="PeerHost">Host and port of that API for the other stations of its fleet.</param>
/// <param name="EmulatorUrl">The emulator's HTTP API.</param>
/// <param name="State">What it is doing.</param>
internal sealed record StationDocument(
    string Name, string Hostname, string DeviceId, string FirmwareUrl, string PeerHost, string EmulatorUrl, StationState State)
{
    /// <summary>The document of a station.</summary>
    public static StationDocument Of(Station station) => new(
        station.Name,
        station.HostName,
        station.Setup.ChipId.DeviceId,
        station.FirmwareUrl.ToString().TrimEnd('/'),
        station.PeerHost,
        station.EmulatorUrl.ToString().TrimEnd('/'),
        station.State);
}

/// <summary>A fleet that was given back.</summary>
/// <param name="Ended">The parts that ended by themselves.</param>
internal sealed record ReleasedDocument(IReadOnlyList<PartFailure> Ended);

/// <summary>Asks for a stop.</summary>
/// <param name="Signal">How the firmware is stopped; SIGTERM if not given.</param>
internal sealed record StopRequest(ProcessSignal Signal = ProcessSignal.Terminate);

/// <summary>Asks for a restart.</summary>
/// <param name="Signal">How the firmware is stopped; SIGTERM if not given.</param>
/// <param name="Hostname">The host name the firmware has from then on, be it another station's; the one it has if not given.</param>
internal sealed record RestartRequest(ProcessSignal Signal = ProcessSignal.Terminate, string? Hostname = null);

/// <summary>Tells how long something took that only a test can see.</summary>
/// <param name="Stage">What it was.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record StageMeasurement(string Stage, double Seconds);

/// <summary>Tells what a test is doing.</summary>
/// <param name="Test">Its name.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Message">Why it failed, if it did.</param>
internal sealed record TestEvent(string Test, TestState State, string? Message);
