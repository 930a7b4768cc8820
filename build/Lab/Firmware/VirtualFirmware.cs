using Build.Lab.Parts;
using Build.Lab.Processes;
using Build.Lab.Stations;
using Build.Options;

namespace Build.Lab.Firmware;

/// <summary>The firmware of this repo.</summary>
/// <param name="program">The virtual station's program.</param>
/// <param name="contract">The generation of the peer API it speaks.</param>
internal sealed class VirtualFirmware(string program, Contract contract) : IFirmware
{
    /// <inheritdoc />
    public string Description => "virtual firmware";

    /// <inheritdoc />
    public bool HasOwnLink => true;

    /// <inheritdoc />
    public IPart Create(StationSetup setup, IReadOnlyList<string> serial) =>
        FirmwareProcess.Create(setup, program, ["firmware", "--contract", contract.Name, "--mdns-link", setup.Link], serial, ProcessSignal.Kill);
}
