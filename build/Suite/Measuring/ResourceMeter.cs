using LoadSharing.Lab.Processes;

namespace Build.Suite.Measuring;

/// <summary>Adds up what is seen of a run, again and again.</summary>
internal sealed class ResourceMeter
{
    private readonly Dictionary<ProcessIdentity, double> _processorSeconds = [];
    private double _lab;
    private double _stations;

    /// <summary>What the run has taken until now: the most memory at one time, and the processor time of every process, of ended ones as last seen.</summary>
    public Resources Taken => new(Math.Round(_lab), Math.Round(_stations), Math.Round(_processorSeconds.Values.Sum(), 2));

    /// <summary>Adds what is seen at one time.</summary>
    /// <param name="labMegabytes">The lab's memory.</param>
    /// <param name="stations">The processes of stations.</param>
    public void Add(double labMegabytes, IReadOnlyCollection<ProcessLook> stations)
    {
        _lab = Math.Max(_lab, labMegabytes);
        _stations = Math.Max(_stations, stations.Sum(look => look.Megabytes));
        foreach (var look in stations)
        {
            _processorSeconds[look.Process] = Math.Max(look.ProcessorSeconds, _processorSeconds.GetValueOrDefault(look.Process));
        }
    }
}

/// <summary>What is seen of a process.</summary>
/// <param name="Process">The process.</param>
/// <param name="Megabytes">The memory that it has now.</param>
/// <param name="ProcessorSeconds">The processor time that it has taken until now.</param>
internal readonly record struct ProcessLook(ProcessIdentity Process, double Megabytes, double ProcessorSeconds);

/// <summary>What a run took.</summary>
/// <param name="LabMegabytes">The most memory that the lab's process had.</param>
/// <param name="StationMegabytes">The most memory that the processes of stations had together.</param>
/// <param name="StationProcessorSeconds">Their processor time.</param>
internal sealed record Resources(double LabMegabytes, double StationMegabytes, double StationProcessorSeconds);
