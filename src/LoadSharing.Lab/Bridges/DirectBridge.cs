using System.Globalization;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Bridges;

/// <summary>No bridge: the virtual firmware speaks RAPI over TCP itself, on platforms without pseudo-terminals too.</summary>
internal sealed class DirectBridge : IBridge
{
    /// <inheritdoc />
    public IReadOnlyList<string> FirmwareArguments(StationSetup setup, string emulatorHost) =>
        ["--rapi-tcp", string.Create(CultureInfo.InvariantCulture, $"{emulatorHost}:{setup.Slot.RapiPort}")];
}
