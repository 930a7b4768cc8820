namespace LoadSharing.MSTest.Clients;

/// <summary>How a restart or a stop ends the firmware: asked to (SIGTERM), or at any instant and unasked (SIGKILL).</summary>
public enum StationSignal
{
    Terminate,
    Kill,
}
