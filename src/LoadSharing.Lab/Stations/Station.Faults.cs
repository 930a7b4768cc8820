namespace LoadSharing.Lab.Stations;

/// <content>Faults, which a test causes and undoes. The lab undoes the others when it stops the station.</content>
internal sealed partial class Station
{
    /// <summary>Whether the station had a fault, even if it was undone.</summary>
    internal bool HadFault { get; private set; }

    /// <summary>Freezes the firmware: it neither answers nor acts until it is thawed, restarted or stopped. Its emulator runs on.</summary>
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
        State = StationState.Ready;
    });

    private void RequireState(StationState required, string operation)
    {
        if (State != required)
        {
            throw new LabException($"{Name} cannot be {operation}: its state is {State}. It has to be {required}.");
        }
    }
}
