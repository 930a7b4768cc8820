namespace LoadSharing.Lab.Contracts;

/// <summary>A station.</summary>
/// <param name="Name">Its name in the lab: <c>station-0</c>.</param>
/// <param name="Hostname">The firmware's host name without <c>.local</c>, which is its mDNS instance name.</param>
/// <param name="DeviceId">The firmware's device id in its TXT record: 12 hexadecimal digits.</param>
/// <param name="FirmwareUrl">The firmware's HTTP API.</param>
/// <param name="PeerHost">Host and port of that API for the other stations of its fleet.</param>
/// <param name="EmulatorUrl">The emulator's HTTP API.</param>
/// <param name="State">Its state.</param>
public sealed record StationDocument(string Name, string Hostname, string DeviceId, Uri FirmwareUrl, string PeerHost, Uri EmulatorUrl, StationState State);

/// <summary>Asks to stop a firmware.</summary>
/// <param name="Signal">The first signal that it is sent.</param>
public sealed record StopRequest(ProcessSignal Signal = ProcessSignal.Terminate);

/// <summary>Asks to restart a firmware.</summary>
/// <param name="Signal">The first signal that it is sent.</param>
/// <param name="Hostname">Its next host name, which may be another station's; null for the present one.</param>
/// <param name="Contract">The generation of its next firmware, one of <see cref="LeaseDocument.Contracts"/>; null for the present one.</param>
/// <param name="UptimeSeconds">The age of its clock at the start, in s; above 0 only with <see cref="LeaseDocument.SetsUptime"/>.</param>
public sealed record RestartRequest(
    ProcessSignal Signal = ProcessSignal.Terminate, string? Hostname = null, string? Contract = null, double UptimeSeconds = 0);

/// <summary>Asks to start a stopped firmware.</summary>
/// <param name="FromBackup">Whether it has the state of its backup instead of its last one.</param>
public sealed record StartRequest(bool FromBackup = false);
