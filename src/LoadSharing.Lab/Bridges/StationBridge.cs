using LoadSharing.Lab.Components;

namespace LoadSharing.Lab.Bridges;

/// <summary>The connection between a station's firmware and its emulator.</summary>
public abstract class StationBridge
{
    private protected StationBridge()
    {
    }

    /// <summary>Whether the bridge outlives the firmware, and serves the next one.</summary>
    internal virtual bool SurvivesFirmware => false;

    /// <summary>Creates the bridge; null if firmware and emulator are connected directly.</summary>
    /// <param name="station">The station.</param>
    /// <param name="emulatorHost">The host on which the emulator listens.</param>
    /// <param name="components">Creates components.</param>
    internal virtual Component? Create(StationSpec station, string emulatorHost, ComponentFactory components) => null;

    /// <summary>Causes a fault of the serial line, instead of an earlier one. Returns when it acts.</summary>
    /// <param name="station">The station.</param>
    /// <param name="fault">The fault; null for none.</param>
    /// <param name="timeouts">The lab's timeouts.</param>
    /// <exception cref="LabException">The bridge does not support it, or its terminal does not follow in time.</exception>
    internal virtual Task SetFaultAsync(StationSpec station, SerialFaultRequest? fault, LabTimeouts timeouts) =>
        throw new LabException($"{station.Slot.StationName}: its serial line has no faults. Only the bridge of this repository can cause them: --bridge=own.");

    /// <summary>The firmware's arguments for its serial line.</summary>
    internal abstract IReadOnlyList<string> FirmwareArguments(StationSpec station, string emulatorHost);
}

/// <summary>No bridge: the virtual firmware connects to the emulator's TCP port, on platforms without pseudo-terminals too.</summary>
public sealed class DirectBridge : StationBridge
{
    internal override IReadOnlyList<string> FirmwareArguments(StationSpec station, string emulatorHost) =>
        ["--rapi-tcp", $"{emulatorHost}:{station.Slot.RapiPort}"];
}

/// <summary>No bridge, for stations without an emulator.</summary>
public sealed class NoBridge : StationBridge
{
    internal override IReadOnlyList<string> FirmwareArguments(StationSpec station, string emulatorHost) => [];
}
