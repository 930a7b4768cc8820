using System.ComponentModel;
using System.Diagnostics;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace Build.Benchmark;

/// <summary>The resources that a run used.</summary>
/// <param name="LabMegabytes">Peak memory of the lab's process.</param>
/// <param name="StationMegabytes">Peak memory of all station processes together.</param>
/// <param name="StationProcessorSeconds">Processor time of all station processes.</param>
internal sealed record Resources(double LabMegabytes, double StationMegabytes, double StationProcessorSeconds);

/// <summary>The resources of a process at one time.</summary>
/// <param name="Process">The process.</param>
/// <param name="Megabytes">Its memory; 0 once it has exited.</param>
/// <param name="ProcessorSeconds">Its processor time so far; 0 once it has exited.</param>
internal readonly record struct ProcessSample(ProcessIdentity Process, double Megabytes, double ProcessorSeconds);

/// <summary>Accumulates the samples of a run.</summary>
internal sealed class ResourceMeter
{
    private readonly Dictionary<ProcessIdentity, double> _processorSeconds = [];
    private double _lab;
    private double _stations;

    /// <summary>The resources used so far. A process that has exited counts as it was last sampled.</summary>
    public Resources Used => new(Math.Round(_lab), Math.Round(_stations), Math.Round(_processorSeconds.Values.Sum(), 2));

    /// <summary>Adds samples that were taken at the same time.</summary>
    public void Add(double labMegabytes, IReadOnlyCollection<ProcessSample> stations)
    {
        _lab = Math.Max(_lab, labMegabytes);
        _stations = Math.Max(_stations, stations.Sum(sample => sample.Megabytes));
        foreach (var sample in stations)
        {
            _processorSeconds[sample.Process] = Math.Max(sample.ProcessorSeconds, _processorSeconds.GetValueOrDefault(sample.Process));
        }
    }
}

/// <summary>Samples the processes of a run: its lab, and the stations in the manifest of its session. Containers are not counted.</summary>
internal static class ResourceSampler
{
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Samples until the run has ended.</summary>
    /// <param name="lab">The process of its lab.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Ends the sampling.</param>
    public static async Task<Resources> WatchAsync(ProcessIdentity lab, Task run, CancellationToken cancellation)
    {
        var meter = new ResourceMeter();
        using var timer = new PeriodicTimer(Interval);
        while (!run.IsCompleted && await timer.WaitForNextTickAsync(cancellation))
        {
            meter.Add(Sample(lab).Megabytes, Stations(lab));
        }

        return meter.Used;
    }

    /// <summary>Samples the running stations of a lab.</summary>
    /// <param name="owner">The lab's process.</param>
    public static IReadOnlyList<ProcessSample> Stations(ProcessIdentity owner) =>
    [
        .. SessionList.Read().Sessions
            .Where(session => session.Owner.Process == owner)
            .SelectMany(session => session.Entries.OfType<ProcessEntry>())
            .Where(entry => entry.Station != ProcessEntry.Suite)
            .Select(entry => entry.Process)
            .Where(process => process.IsAlive)
            .Select(Sample),
    ];

    private static ProcessSample Sample(ProcessIdentity process)
    {
        try
        {
            using var running = Process.GetProcessById(process.Id);
            return new ProcessSample(process, running.WorkingSet64 / Megabyte, running.TotalProcessorTime.TotalSeconds);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has exited since it was listed.
            return new ProcessSample(process, 0, 0);
        }
    }
}
