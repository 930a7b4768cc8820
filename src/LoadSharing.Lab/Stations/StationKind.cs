using System.Globalization;
using LoadSharing.Lab.Bridges;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Stations;

/// <summary>What the stations of a lab are made of.</summary>
/// <param name="Emulator">Their emulator.</param>
/// <param name="Bridge">How firmware and emulator are joined.</param>
/// <param name="Firmware">Their firmware.</param>
internal sealed record StationKind(IEmulator Emulator, IBridge Bridge, IFirmware Firmware)
{
    /// <summary>The network that a fleet of them gets.</summary>
    public IsolationKind Isolation { get; init; } = IsolationKind.Host;

    /// <summary>Whether each fleet has an mDNS link to itself; else all share the machine's, and fleets are leased one after another.</summary>
    public bool HasOwnLink => Firmware.HasOwnLink || Isolation == IsolationKind.Namespace;

    /// <summary>The ports of this machine that a station on a slot takes: in a namespace a firmware's is the namespace's own.</summary>
    public IReadOnlyList<int> PortsOf(Slot slot) =>
        Isolation == IsolationKind.Namespace ? [.. slot.Ports.Except([slot.FirmwarePort])] : slot.Ports;

    /// <summary>What is tested, for reports.</summary>
    public string Description => string.Create(CultureInfo.InvariantCulture, $"{Parts}{(Firmware.TimeFactor == 1 ? "" : $", time x {Firmware.TimeFactor}")}");

    /// <summary>Whether a start costs little, because all stations share a process that runs already.</summary>
    public bool SharesProcess => Firmware.SharesProcess && Emulator.SharesProcess;

    private string Parts => Firmware is VirtualFirmware { IsSound: true } && Emulator.Description == ProcessEmulator.VirtualName
        ? "virtual stations"
        : $"{Firmware.Description}, {Emulator.Description}{(Isolation == IsolationKind.Namespace ? ", each fleet in a namespace" : "")}";
}
