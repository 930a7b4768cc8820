using System.ComponentModel;
using System.Diagnostics;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace Build.Suite.Measuring;

/// <summary>Watches what a run on this machine takes: of its lab, and of the stations that its manifest names. Containers are not counted.</summary>
internal static class ResourceSampler
{
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Watches until the run has ended.</summary>
    /// <param name="run">The process of the run.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Resources> WatchAsync(ChildProcess run, CancellationToken cancellation)
    {
        var meter = new ResourceMeter();
        using var timer = new PeriodicTimer(Interval);
        while (!run.Exited.IsCompleted && await timer.WaitForNextTickAsync(cancellation))
        {
            meter.Add(Look(run.Identity).Megabytes, Stations(run.Identity));
        }

        return meter.Taken;
    }

    /// <summary>The processes of stations that a lab has now.</summary>
    /// <param name="owner">The process that owns the lab.</param>
    public static IReadOnlyList<ProcessLook> Stations(ProcessIdentity owner) =>
    [
        .. SessionRecord.All(_ => { })
            .Where(session => session.Owner.Process == owner)
            .SelectMany(session => session.Entries.OfType<ProcessEntry>())
            .Where(entry => entry.Station != ProcessEntry.Suite)
            .Select(entry => entry.Process)
            .Where(process => process.IsAlive)
            .Select(Look),
    ];

    private static ProcessLook Look(ProcessIdentity process)
    {
        try
        {
            using var running = Process.GetProcessById(process.Id);
            return new ProcessLook(process, running.WorkingSet64 / Megabyte, running.TotalProcessorTime.TotalSeconds);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // Ended since it was listed.
            return new ProcessLook(process, 0, 0);
        }
    }
}
