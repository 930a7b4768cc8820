using System.Globalization;
using LoadSharing.Lab.Hosting;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Firmware;

/// <summary>The firmware of this repo.</summary>
/// <param name="program">The virtual station's program.</param>
/// <param name="contract">The generation of the peer API it speaks.</param>
/// <param name="defect">A deliberate bug it has, or null.</param>
internal sealed class VirtualFirmware(VirtualProgram program, ApiGeneration contract, string? defect = null) : IFirmware
{
    /// <inheritdoc />
    public string Description => IsSound ? "virtual firmware" : $"virtual firmware with the defect {defect}";

    /// <summary>Whether it has no deliberate bug.</summary>
    public bool IsSound => defect is null;

    /// <inheritdoc />
    public bool HasOwnLink => true;

    /// <inheritdoc />
    public bool SharesProcess => program.IsShared;

    /// <inheritdoc />
    public double TimeFactor => program.TimeFactor;

    /// <inheritdoc />
    public IComponent Create(StationSetup setup, IReadOnlyList<string> serial) =>
        FirmwareProcess.Create(
            setup,
            program.Path,
            ["firmware", "--contract", contract.Name, "--mdns-link", setup.Link, "--time-factor", program.TimeFactor.ToString(CultureInfo.InvariantCulture), .. DefectOption],
            serial,
            ProcessSignal.Kill,
            program.IsShared,
            RuntimeVariables.NoDiagnostics);

    private IEnumerable<string> DefectOption => defect is null ? [] : ["--mutant", defect];
}
