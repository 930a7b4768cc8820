using System.Text.Json;
using GroupMonitor;

namespace LoadSharing.MSTest.Stations;

/// <content>Actions of the lab on the station.</content>
public sealed partial class Station
{
    /// <summary>Restarts the firmware in its state directory, as after an update or, killed, after a power failure. Returns when it is ready.</summary>
    public Task RestartAsync(ProcessSignal signal = ProcessSignal.Terminate) =>
        ChangeAsync($"restart after {signal}", lab => lab.RestartAsync(Name, new RestartRequest(signal), Fleet.Cancellation));

    /// <summary>Restarts as a station of an older generation of the API, with its settings. Skips the test if the lab has no such firmware.</summary>
    /// <exception cref="AssertInconclusiveException">The generation is not older than that of the fleet, or the lab has no firmware of it.</exception>
    public Task RestartAsOlderAsync(string contract)
    {
        Contract.SkipUnless(string.CompareOrdinal(contract, Contract.Generation.Name) < 0, $"older generation {contract}");
        Fleet.SkipUnlessHasFirmwareOf(contract);
        IsDirty = true;
        return ChangeAsync(
            $"restart as {contract}",
            lab => lab.RestartAsync(Name, new RestartRequest(ProcessSignal.Terminate, Contract: contract), Fleet.Cancellation));
    }

    /// <summary>Restarts the firmware with another host name.</summary>
    /// <param name="hostname">Without <c>.local</c>. It may be another station's.</param>
    public Task RenameAsync(string hostname)
    {
        _formerHostnames.Add(Hostname);
        IsDirty = true;
        return ChangeAsync(
            $"restart as {hostname}", lab => lab.RestartAsync(Name, new RestartRequest(ProcessSignal.Terminate, hostname), Fleet.Cancellation));
    }

    /// <summary>Stops the firmware: by SIGTERM it withdraws its mDNS service, by SIGKILL it does not.</summary>
    public async Task StopAsync(ProcessSignal signal = ProcessSignal.Terminate)
    {
        IsRunning = false;
        await ChangeAsync($"stop by {signal}", lab => lab.StopAsync(Name, new StopRequest(signal), Fleet.Cancellation));
    }

    /// <summary>Stops the firmware by SIGKILL, like a power failure.</summary>
    public Task KillAsync() => StopAsync(ProcessSignal.Kill);

    /// <summary>Starts the stopped firmware in its state directory. Returns when it is ready.</summary>
    /// <param name="fromBackup">Whether it has the settings and peers of its backup instead of its last ones.</param>
    public async Task StartAsync(bool fromBackup = false)
    {
        await ChangeAsync(
            fromBackup ? "start from the backup" : "start", lab => lab.StartAsync(Name, new StartRequest(fromBackup), Fleet.Cancellation));
        IsRunning = true;
    }

    /// <summary>Copies the saved settings and peers, for a later start with them.</summary>
    public Task BackUpAsync() => ChangeAsync("back up", lab => lab.BackUpAsync(Name, Fleet.Cancellation));

    /// <summary>Restarts the firmware with a clock that is ahead. Skips the test if the lab cannot set the clock.</summary>
    /// <exception cref="AssertInconclusiveException">The lab cannot set it.</exception>
    public Task RestartAtAsync(TimeSpan uptime)
    {
        Fleet.SkipUnlessSetsUptime();
        IsDirty = true;
        return ChangeAsync(
            $"restart at an uptime of {uptime.TotalSeconds:0} s",
            lab => lab.RestartAsync(Name, new RestartRequest(UptimeSeconds: uptime.TotalSeconds), Fleet.Cancellation));
    }

    /// <summary>Freezes the firmware, as SIGSTOP does: it neither answers nor acts, and its connections stay open. Its charger runs on.</summary>
    public async Task FreezeAsync()
    {
        (IsRunning, IsDirty) = (false, true);
        await ChangeAsync("freeze", lab => lab.FreezeAsync(Name, Fleet.Cancellation));
    }

    /// <summary>Lets the frozen firmware continue.</summary>
    public async Task ThawAsync()
    {
        await ChangeAsync("thaw", lab => lab.ThawAsync(Name, Fleet.Cancellation));
        IsRunning = true;
    }

    /// <summary>Makes the serial line between firmware and charger drop, garble or delay lines, or hang up. Only the bridge of this repository can.</summary>
    public Task SetSerialFaultAsync(SerialFault fault, double delayMilliseconds = 0)
    {
        MarkDirty();
        HasSerialFault = true;
        return ChangeAsync($"serial line: {fault}", lab => lab.SetSerialFaultAsync(Name, new SerialFaultRequest(fault, delayMilliseconds), Fleet.Cancellation));
    }

    /// <summary>Ends the fault of the serial line.</summary>
    public async Task HealSerialAsync()
    {
        await ChangeAsync("heal the serial line", lab => lab.HealSerialAsync(Name, Fleet.Cancellation));
        HasSerialFault = false;
    }

    /// <summary>The hosts in the file in which the firmware saves its peers: since 2026-09 its own host too.</summary>
    public async Task<IReadOnlyList<string>> GetSavedHostsAsync()
    {
        var entry = Fleet.Log.Begin(this, "read the saved peers");
        var file = await Fleet.Lab.GetSavedPeersAsync(Name, Fleet.Cancellation);
        entry.Outcome = $"→ {file}";
        var peers = JsonElement.Parse(file).GetProperty("peers").EnumerateArray();
        return [.. peers.Select(peer => (peer.ValueKind == JsonValueKind.Object ? peer.GetProperty("host") : peer).GetString()!)];
    }

    private async Task ChangeAsync(string action, Func<LabClient, Task<StationDocument>> change)
    {
        var entry = Fleet.Log.Begin(this, action);
        Fleet.Watch?.Begin(this, ActionKind.Lifecycle, action);
        Document = await change(Fleet.Lab);
        Fleet.Watch?.End(ActionKind.Lifecycle);
        entry.Outcome = "";
    }
}
