using LoadSharing.Lab.Components;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Tests.Support;

/// <summary>A program that stands for a firmware, on the link of its fleet.</summary>
/// <param name="program">The program.</param>
internal sealed class FirmwareUnderTest(string program) : IFirmware
{
    public string Description => "firmware under test";

    public bool HasOwnLink => true;

    public IComponent Create(StationSetup setup, IReadOnlyList<string> serial) => FirmwareProcess.Create(setup, program, ["--mdns-link", setup.Link], serial);
}
