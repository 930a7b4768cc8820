using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Stations;

/// <content>Stops and starts of the firmware that a test causes, and the backup that it can start with.</content>
internal sealed partial class Station
{
    private string BackupDirectory => StateDirectory + ".backup";

    /// <summary>Starts a stopped firmware in its state directory, with a new bridge if the last one has exited.</summary>
    /// <param name="fromBackup">Whether the directory is replaced by its backup before.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <exception cref="LabException">The firmware is running, has no backup, or did not become ready.</exception>
    public Task StartFirmwareAsync(bool fromBackup, CancellationToken cancellation) => _operations.RunAsync(() =>
    {
        if (_firmware is { Exited.IsCompleted: false })
        {
            throw new LabException($"The firmware of {Name} is running. Stop it first, or restart it.");
        }

        if (fromBackup)
        {
            RestoreBackup();
        }

        return StartFirmwareAgainAsync(TimeSpan.Zero, cancellation);
    });

    /// <summary>Stops the firmware, and its bridge unless it survives. The emulator keeps running.</summary>
    public Task StopFirmwareAsync(ProcessSignal signal) => _operations.RunAsync(() => StopFirmwareCoreAsync(signal, !kind.Bridge.SurvivesFirmware));

    /// <summary>Stops the firmware and starts it in its state directory, as one operation.</summary>
    /// <param name="signal">The first signal of the stop.</param>
    /// <param name="hostName">The new host name; null to keep it.</param>
    /// <param name="generation">The generation of the new firmware; null to keep the present one.</param>
    /// <param name="uptime">The age of its clock at the start.</param>
    /// <param name="cancellation">Cancels the start.</param>
    public Task RestartFirmwareAsync(
        ProcessSignal signal, string? hostName, ApiGeneration? generation, TimeSpan uptime, CancellationToken cancellation) => _operations.RunAsync(async () =>
    {
        await StopFirmwareCoreAsync(signal, !kind.Bridge.SurvivesFirmware);
        WasChanged |= hostName is not null || generation is not null || uptime > TimeSpan.Zero;
        _firmwareKind = generation is null ? _firmwareKind : kind.Firmware.WithGeneration(generation);
        HostName = hostName ?? HostName;
        await StartFirmwareAgainAsync(uptime, cancellation);
    });

    /// <summary>Copies the state directory, instead of an earlier copy. Read a setting back before: the firmware may not have stored it yet.</summary>
    public Task BackUpAsync() => _operations.RunAsync(() =>
    {
        PrivateFiles.ReplaceDirectory(BackupDirectory, StateDirectory);
        return Task.CompletedTask;
    });

    // The firmware must not run.
    private void RestoreBackup()
    {
        if (!Directory.Exists(BackupDirectory))
        {
            throw new LabException($"{Name} has no backup. Make one first.");
        }

        HadFault = true;
        PrivateFiles.ReplaceDirectory(StateDirectory, BackupDirectory);
    }

    private async Task StartFirmwareAgainAsync(TimeSpan uptime, CancellationToken cancellation)
    {
        try
        {
            await StartFirmwareCoreAsync(uptime, cancellation);
        }
        catch (LabException error) when (error.Failure is { } failure)
        {
            Fail(failure);
            throw;
        }
    }
}
