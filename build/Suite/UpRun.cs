using LoadSharing.Lab;
using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Sessions;

namespace Build.Suite;

/// <summary>Starts a lab with one fleet and keeps it up until a signal.</summary>
internal sealed class UpRun(BuildContext context)
{
    /// <summary>Runs until a signal; the lab is stopped when this returns.</summary>
    public async Task RunAsync()
    {
        await new CleanupRun(context).PrepareAsync();
        await using var progress = new RunProgress(context.Print);
        var cancellation = context.Run.Cancellation;
        var options = StationKinds.LabOptions(context, StationKinds.Of(context)) with { Logger = progress.Logger };
        var session = context.BeginSession("Up", context.Logs);
        await using var lab = await LabHost.StartAsync(options, session, progress, cancellation);
        var lease = await lab.Fleets.AcquireAsync(new LeaseRequest(context.Options.StationCount, "--target=Up", Fresh: true), cancellation);
        if (lab.SharedLink is not null)
        {
            lab.Fleets.Blocked += (_, _) => ReleaseForTest(lease);
        }

        await lab.Generation.DetectAsync(lease.Stations[0].FirmwareUrl, cancellation);

        if (lab.SharedLink is { } link && await link.DescribeForeignStationsAsync() is { } foreignStations)
        {
            context.Print($"Note: {foreignStations}");
        }

        context.Print($"Up: {lab.Tested}");
        foreach (var station in lease.Stations)
        {
            context.Print($"  {station.Name}  host {station.Hostname}  firmware {station.FirmwareUrl}  emulator {station.EmulatorUrl}");
        }

        var page = new LivePage(context, lab);
        context.Print(page.Line);
        context.Print($"Lab API: {lab.Url}openapi/lab.json, token in {context.Repository.LabConnectionPath}");
        context.Print($"Logs: {session.Logs}");
        context.Print("Tests started from an IDE use this lab. Ctrl-C stops it.");

        LabConnectionFile.Write(
            context.Repository.LabConnectionPath,
            new LabConnection(
                new Uri(lab.Url.ToString().TrimEnd('/')), lab.Token, session.Id, context.Timeouts.Factor, lab.Kind.Firmware.TimeFactor, lab.Clock));
        try
        {
            if (context.Options.Open)
            {
                context.Print(page.Open());
            }

            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            LabConnectionFile.Remove(context.Repository.LabConnectionPath, session.Id);
            page.Close();
        }

        context.Print("Stopping the lab.");
    }

    private void ReleaseForTest(Lease lease)
    {
        if (!lease.IsReleased)
        {
            context.Print("A test leases a fleet. These stations are stopped, because all fleets share one mDNS link.");
            lease.ReleaseAsync(FleetState.Dirty);
        }
    }
}
