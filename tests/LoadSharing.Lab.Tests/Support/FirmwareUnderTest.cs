using LoadSharing.Lab.Firmware;

namespace LoadSharing.Lab.Tests.Support;

/// <summary>A program that stands for a firmware, on the link of its fleet.</summary>
/// <param name="program">The program.</param>
internal sealed class FirmwareUnderTest(string program) : StationFirmware
{
    public override string Description => "firmware under test";

    internal override bool HasOwnLink => true;

    internal override Component Create(StationSpec station, IReadOnlyList<string> serialArguments, INetwork network, ComponentFactory components)
    {
        var command = Command(station, program, ["--mdns-link", station.Link, .. serialArguments], new Dictionary<string, string?>());
        return components.Process(station.Component(ComponentKind.Firmware), command, Ready(station, components));
    }
}
