namespace VirtualStation.Tests.Support;

/// <summary>A running emulator.</summary>
internal sealed record EmulatorStation(ChildProcess Process, StationClient Http, int RapiPort);
