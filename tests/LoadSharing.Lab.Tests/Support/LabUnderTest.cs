namespace LoadSharing.Lab.Tests.Support;

/// <summary>A lab in this process, over real station processes, and a client of its API.</summary>
internal sealed class LabUnderTest : IAsyncDisposable
{
    private readonly Scratch _logs;
    private bool _isStopped;

    private LabUnderTest(LabHost host, RecordedEvents events, Scratch logs)
    {
        Host = host;
        Events = events;
        _logs = logs;
        Api = new LabApi(host.Url, host.Token);
    }

    public LabHost Host { get; }

    public LabApi Api { get; }

    public RecordedEvents Events { get; }

    /// <summary>The entries of its manifest.</summary>
    public IReadOnlyList<ManifestEntry> Manifest => LoadSharing.Lab.Sessions.Manifest.Read(Host.Session.Directory);

    /// <summary>The running processes that the lab has started, and their descendants.</summary>
    public IReadOnlyList<ProcessIdentity> Processes => ProcessSearch.WithVariable(Session.EnvironmentMark, Host.Session.Id);

    public static async Task<LabUnderTest> StartAsync(
        StationKind kind,
        CancellationToken cancellation,
        double timeoutFactor = TimeoutFactors.Generous,
        SlotRange? slots = null,
        long? logLimit = null)
    {
        var logs = new Scratch();
        var timeouts = new LabTimeouts(timeoutFactor);
        var events = new RecordedEvents();
        var session = Session.Begin("Test", Environment.CurrentDirectory, logs.Path, timeouts);
        var options = new LabOptions(kind, timeouts, VirtualStation.Program) { Logger = events.Log, Slots = slots };
        options = logLimit is { } limit ? options with { LogLimit = limit } : options;
        return new LabUnderTest(await LabHost.StartAsync(options, session, events, cancellation), events, logs);
    }

    /// <summary>The present process of a station's component.</summary>
    public ProcessIdentity Process(string station, string component) =>
        Manifest.OfType<ProcessEntry>().Last(entry => entry.Station == station && entry.Component == component).Process;

    public async Task StopAsync()
    {
        _isStopped = true;
        await Host.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_isStopped)
            {
                await StopAsync();
            }
        }
        finally
        {
            foreach (var process in Processes)
            {
                Signals.Send(process, Signals.Kill);
            }

            Api.Dispose();
            await _logs.DisposeAsync();
        }
    }
}
