using LoadSharing.Lab.Bridges;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Stations;

/// <summary>The emulator, bridge and firmware of a lab's stations.</summary>
/// <param name="Emulator">Their emulator.</param>
/// <param name="Bridge">The connection between firmware and emulator.</param>
/// <param name="Firmware">Their firmware.</param>
public sealed record StationKind(StationEmulator Emulator, StationBridge Bridge, StationFirmware Firmware)
{
    /// <summary>The network of each fleet.</summary>
    public IsolationKind Isolation { get; init; } = IsolationKind.Host;

    /// <summary>Whether each fleet has its own mDNS link. Else all share the machine's, and one fleet runs at a time.</summary>
    public bool HasOwnLink => Firmware.HasOwnLink || Isolation == IsolationKind.Namespace;

    /// <summary>The description for reports.</summary>
    public string Description => $"{Components}{(Firmware.TimeFactor == 1 ? "" : $", time x {Firmware.TimeFactor}")}";

    /// <summary>The faults that a lab can cause.</summary>
    /// <param name="network">The network of the fleet.</param>
    internal IReadOnlyList<FaultKind> Faults(INetwork network) =>
    [
        FaultKind.Kill,
        FaultKind.Restart,
        .. Firmware.SharesProcess || !OperatingSystem.IsWindows() ? [FaultKind.Freeze] : Array.Empty<FaultKind>(),
        .. Firmware is VirtualFirmware || network.CanPartition ? [FaultKind.Partition] : Array.Empty<FaultKind>(),
        .. network.CanImpair ? [FaultKind.Impairment] : Array.Empty<FaultKind>(),
        .. Bridge is OwnBridge ? [FaultKind.Serial] : Array.Empty<FaultKind>(),
    ];

    /// <summary>Whether all stations share a process, so that starting one is cheap.</summary>
    internal bool SharesProcess => Firmware.SharesProcess && Emulator.SharesProcess;

    private string Components => Firmware is VirtualFirmware { IsMutant: false } && Emulator is ProcessEmulator { IsVirtual: true } emulator
        ? $"virtual stations{(emulator.Behaviour == EmulatorBehaviour.Charger ? ", emulators behave as chargers" : "")}"
        : $"{Firmware.Description}, {Emulator.Description}{(Bridge is OwnBridge ? ", own bridge" : "")}"
            + $"{(Isolation == IsolationKind.Namespace ? ", each fleet in a namespace" : "")}";

    /// <summary>The TCP ports of this machine that a station uses. In a namespace, the firmware's port is not one of them.</summary>
    internal IReadOnlyList<int> PortsOf(Slot slot) =>
        Isolation == IsolationKind.Namespace ? [.. slot.Ports.Except([slot.FirmwarePort])] : slot.Ports;
}
