namespace LoadSharing.Lab.Stations;

/// <content>Faults, which a test causes and undoes. The lab undoes the others when it stops the station.</content>
internal sealed partial class Station
{
    /// <summary>Whether the station had a fault, even if it was undone.</summary>
    internal bool HadFault { get; private set; }

    /// <summary>Freezes the firmware: it neither answers nor acts until it is thawed, restarted or stopped. Its emulator keeps running.</summary>
    /// <exception cref="LabException">The station is not ready.</exception>
    public Task FreezeFirmwareAsync() => _operations.RunAsync(async () =>
    {
        RequireState(StationState.Ready, "frozen");
        HadFault = true;
        await _firmware!.FreezeAsync();
        State = StationState.Frozen;
    });

    /// <summary>Lets the frozen firmware continue.</summary>
    /// <exception cref="LabException">The station is not frozen.</exception>
    public Task ThawFirmwareAsync() => _operations.RunAsync(async () =>
    {
        RequireState(StationState.Frozen, "thawed");
        await _firmware!.ThawAsync();
        SetReady();
    });

    /// <summary>Makes stations of its fleet unreachable for the firmware and the firmware for them, until another call.</summary>
    /// <param name="others">The unreachable stations; empty for none.</param>
    /// <exception cref="LabException">Neither the firmware nor the network supports it.</exception>
    public Task SetUnreachableAsync(IReadOnlyList<Station> others) => _operations.RunAsync(async () =>
    {
        HadFault = true;
        await kind.Firmware.SetUnreachableAsync(spec, [.. others.Select(other => other.Spec)], network);
    });

    /// <summary>Causes a fault of the serial line, instead of an earlier one. It lasts across restarts of the firmware.</summary>
    /// <param name="fault">The fault; null for none.</param>
    /// <exception cref="LabException">The bridge does not support it.</exception>
    public Task SetSerialFaultAsync(SerialFaultRequest? fault) => _operations.RunAsync(async () =>
    {
        HadFault = true;
        await kind.Bridge.SetFaultAsync(spec, fault, components.Timeouts);
    });

    private void RequireState(StationState required, string operation)
    {
        if (State != required)
        {
            throw new LabException($"{Name} cannot be {operation}: its state is {State}. It has to be {required}.");
        }
    }
}
