using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Bridges;

/// <summary>No bridge, because there is no emulator to reach.</summary>
internal sealed class NoBridge : IBridge
{
    /// <inheritdoc />
    public IReadOnlyList<string> FirmwareArguments(StationSetup setup, string emulatorHost) => [];
}
