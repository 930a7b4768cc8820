using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Components;

/// <summary>Creates the components of a lab. None is started yet.</summary>
/// <param name="session">The lab's session.</param>
/// <param name="shared">The process of virtual components that share one.</param>
/// <param name="http">The HTTP client of readiness probes, without redirects and proxies.</param>
/// <param name="logs">Watches their logs.</param>
/// <param name="timeouts">The lab's timeouts.</param>
/// <param name="clock">The file of the clock of virtual stations; null if their time is the wall clock's.</param>
internal sealed class ComponentFactory(Session session, SharedStationProcess shared, HttpClient http, LogLimit logs, LabTimeouts timeouts, string? clock)
{
    /// <summary>The arguments of <c>virtual-station</c> that choose its time.</summary>
    public IReadOnlyList<string> TimeArguments(VirtualStationProgram program) =>
        clock is null ? ["--time-factor", program.TimeFactor.ToString()] : ["--clock", clock];

    public LabTimeouts Timeouts => timeouts;

    /// <summary>The HTTP client of readiness probes, without redirects and proxies.</summary>
    public HttpClient Http => http;

    public ProcessComponent Process(ComponentSpec spec, ProcessCommand command, Readiness readiness) =>
        logs.Watch(new ProcessComponent(spec, command, readiness, session, timeouts));

    public SharedProcessComponent Shared(ComponentSpec spec, ProcessCommand command, Readiness readiness) =>
        logs.Watch(new SharedProcessComponent(spec, command, readiness, shared, timeouts));

    public ContainerComponent Container(ComponentSpec spec, ContainerSpec container, string exitLog, IContainerEngine engine, Readiness readiness) =>
        logs.Watch(new ContainerComponent(spec, container, exitLog, readiness, engine, session, timeouts));

    /// <summary>Ready when a GET returns 200, with a body that meets a condition if there is one.</summary>
    /// <param name="url">The URL to get.</param>
    /// <param name="timeout">The longest time from start to ready.</param>
    /// <param name="check">Returns null if the body meets the condition, else the reason why it does not; null to read no body.</param>
    public Readiness HttpReadiness(Uri url, TimeSpan timeout, Func<string, string?>? check = null)
    {
        var probe = new HttpProbe(http, url, timeouts.Probe, check);
        return new Readiness(probe.Condition, probe.ProbeAsync, timeout);
    }

    /// <summary>Records a resource in the manifest before a component creates it.</summary>
    public void Record(ManifestEntry entry) => session.Record(entry);
}
