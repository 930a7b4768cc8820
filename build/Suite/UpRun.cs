using LoadSharing.Lab;
using LoadSharing.Lab.Sessions;

namespace Build.Suite;

/// <summary>One call of <c>--target=Up</c>: a lab that stays until a signal ends it.</summary>
/// <param name="context">The build.</param>
internal sealed class UpRun(BuildContext context)
{
    /// <summary>Runs it; the lab is down when this returns.</summary>
    public async Task RunAsync()
    {
        SessionLogs.Prune(context.Logs);
        await KilledBuilds.SweepAsync(context);
        await using var progress = new RunProgress(context.Print);
        var cancellation = context.Run.Cancellation;
        var session = Session.Begin("Up", context.Repository.Root, context.Logs, context.Timeouts);
        await using var lab = await LabHost.StartAsync(context.LabOptions(StationKinds.Of(context)), session, progress, cancellation);
        var fleet = await lab.Fleets.LeaseAsync(context.Options.Stations, "--target=Up", usedWillDo: false, cancellation);
        lab.Fleets.MakeRoom(fleet, () => context.Print("A test leases stations: these are stopped for it, because all share one mDNS link."));
        await lab.Contract.OfAsync(fleet.Stations[0].FirmwareUrl, cancellation);

        if (lab.Fleets.SharedLink is { } link && await link.StrangersAsync() is { } strangers)
        {
            context.Print($"Note: {strangers}");
        }

        context.Print($"Up: {lab.Tested}");
        foreach (var station in fleet.Stations)
        {
            context.Print($"  {station.Name}  host {station.Setup.Slot.HostName}  firmware {station.FirmwareUrl}  emulator {station.EmulatorUrl}");
        }

        context.Print($"Lab API: {lab.Url}openapi/lab.json, token in {context.Repository.LabConnection}");
        context.Print($"Logs: {session.Logs}");
        context.Print("Tests started from an IDE use this lab. Ctrl-C ends it.");

        LabConnectionFile.Write(
            context.Repository.LabConnection,
            new LabConnection(new Uri(lab.Url.ToString().TrimEnd('/')), lab.Token, session.Id, context.Timeouts.Factor, lab.Fleets.Kind.Firmware.TimeFactor));
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            LabConnectionFile.Remove(context.Repository.LabConnection, session.Id);
        }

        context.Print("Going down.");
    }
}
