using System.ComponentModel;
using System.Diagnostics;
using Build.Lab.Processes;
using Build.Lab.Sessions;

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
        var (lab, stations) = (0.0, 0.0);
        var processorSeconds = new Dictionary<ProcessIdentity, double>();
        using var timer = new PeriodicTimer(Interval);
        while (!run.Exited.IsCompleted && await timer.WaitForNextTickAsync(cancellation))
        {
            lab = Math.Max(lab, Look(run.Identity).Megabytes);
            var now = 0.0;
            foreach (var process in Stations(run.Identity))
            {
                var (megabytes, seconds) = Look(process);
                now += megabytes;
                processorSeconds[process] = Math.Max(seconds, processorSeconds.GetValueOrDefault(process));
            }

            stations = Math.Max(stations, now);
        }

        return new Resources(Math.Round(lab), Math.Round(stations), Math.Round(processorSeconds.Values.Sum(), 2));
    }

    private static IEnumerable<ProcessIdentity> Stations(ProcessIdentity owner) => SessionRecord.All(_ => { })
        .Where(session => session.Owner.Process == owner)
        .SelectMany(session => session.Entries.OfType<ProcessEntry>())
        .Where(entry => entry.Station != ProcessEntry.Suite)
        .Select(entry => entry.Process)
        .Where(process => process.IsAlive);

    private static (double Megabytes, double Seconds) Look(ProcessIdentity process)
    {
        try
        {
            using var running = Process.GetProcessById(process.Id);
            return (running.WorkingSet64 / Megabyte, running.TotalProcessorTime.TotalSeconds);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // Ended since it was listed.
            return (0, 0);
        }
    }
}

/// <summary>What a run took.</summary>
/// <param name="LabMegabytes">The most memory that the lab's process had.</param>
/// <param name="StationMegabytes">The most memory that the processes of stations had together.</param>
/// <param name="StationProcessorSeconds">Their processor time.</param>
internal sealed record Resources(double LabMegabytes, double StationMegabytes, double StationProcessorSeconds);
