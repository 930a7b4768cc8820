namespace LoadSharing.MSTest.Clients;

/// <summary>The parts of a station that have a log. A virtual station on direct TCP has no bridge.</summary>
internal enum StationPart
{
    Emulator,
    Firmware,
    Bridge,
}
