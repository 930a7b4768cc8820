namespace LoadSharing.MSTest.Clients;

/// <summary>How a restart ends the firmware: asked to (SIGTERM), or at any instant and unasked (SIGKILL).</summary>
internal enum StationSignal
{
    Terminate,
    Kill,
}
