using LoadSharing.Lab.Api;
using LoadSharing.Lab.Browsing;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;
using LoadSharing.Lab.Waiting;
using StationTime;

namespace LoadSharing.Lab;

/// <summary>A running lab: a session, a pool of fleets and a REST API.</summary>
public sealed class LabHost : IAsyncDisposable
{
    // Each probe has a timeout of its own.
    private readonly HttpClient _http = StationHttpClient.Create(Timeout.InfiniteTimeSpan);
    private readonly LogLimit _logs;
    private readonly FailureLog _failures;
    private readonly SharedStationProcess? _ownProcess;
    private readonly CancellationTokenSource _stopClock = new();
    private readonly Task _clock;
    private LabServer? _server;

    private LabHost(LabOptions options, Session session, ILabEvents events, SharedStationProcess? process)
    {
        Kind = options.Kind;
        Session = session;
        Generation = Kind.Firmware is VirtualFirmware { IsMutant: true } mutant
            ? GenerationDetector.Of(mutant.Generation, options.Timeouts)
            : new GenerationDetector(options.Generation, options.Timeouts, options.Logger);
        Kept = new KeptFleets(options.KeepFailed);
        _failures = new FailureLog(events);
        _ownProcess = process is null ? new SharedStationProcess(session, niceness: Kind.Firmware.SharesProcess ? null : 0) : null;

        _logs = new LogLimit(options.LogLimit, options.Logger);
        (Clock, _clock) = CreateClock();
        var components = new ComponentFactory(session, process ?? _ownProcess!, _http, _logs, options.Timeouts, Clock);
        var slots = new SlotAllocator(options.Logger, Kind.PortsOf, options.Slots);
        SharedLink = Kind.HasOwnLink ? null : new SharedLink(Browsers.OfMachine(options.VirtualStationPath, options.Timeouts), slots, options.Timeouts);
        var factory = new FleetFactory(options, session, components, slots, SharedLink, Measurements, _failures);
        Fleets = new FleetPool(PoolLimits.For(Kind, options.WaitsForLeased), factory, Kept, Demand, _failures, Measurements, options.Logger);
    }

    /// <summary>The composition of its stations.</summary>
    public StationKind Kind { get; }

    /// <summary>The session. It ends with the lab, unless fleets are kept.</summary>
    public Session Session { get; }

    /// <summary>The pool of fleets.</summary>
    public FleetPool Fleets { get; }

    /// <summary>The mDNS link that all stations share; null if each fleet has its own.</summary>
    public SharedLink? SharedLink { get; }

    /// <summary>The API generation of the firmware.</summary>
    public GenerationDetector Generation { get; }

    /// <summary>The file of the <see cref="SharedClock"/> of virtual stations; null if their time is the wall clock's.</summary>
    public string? Clock { get; }

    /// <summary>The fleets that keep running after the lab.</summary>
    public KeptFleets Kept { get; }

    /// <summary>The fleets that the tests needed.</summary>
    public FleetDemand Demand { get; } = new();

    /// <summary>The durations of stages.</summary>
    public Measurements Measurements { get; } = new();

    /// <summary>The components that exited unexpectedly or did not start.</summary>
    public IReadOnlyCollection<ComponentFailure> Failures => _failures.All;

    /// <summary>The address of the REST API.</summary>
    public Uri Url => _server!.Url;

    /// <summary>The address of the live page, with the token.</summary>
    public Uri PageUrl => new(Url, $"{LabRoutes.Page}?token={Token}");

    /// <summary>The bearer token of the REST API.</summary>
    public string Token => _server!.Token;

    /// <summary>The subject of the tests, for reports; with the API generation when it is detected.</summary>
    public string Tested => Generation.Describe(Kind);

    /// <summary>Starts a lab. No station is started yet. If the start fails, the session is ended.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="session">The session.</param>
    /// <param name="events">Receives the progress.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <param name="process">The process of virtual stations that several labs share; null for a process of this lab.</param>
    public static async Task<LabHost> StartAsync(
        LabOptions options, Session session, ILabEvents events, CancellationToken cancellation, SharedStationProcess? process = null)
    {
        var lab = new LabHost(options, session, events, process);
        try
        {
            lab._server = await LabServer.StartAsync(lab.Fleets, lab.Kind, lab.Generation, lab.Measurements, events, cancellation);
            return lab;
        }
        catch
        {
            // A signal in the first second cancels the start; the session must not remain.
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the stations and the REST API and ends the session. Kept fleets keep running with their session, which only a clean-up removes.</summary>
    /// <exception cref="LabException">A component could not be stopped. All others are.</exception>
    public async ValueTask DisposeAsync()
    {
        // The stations first, so that the API can still answer waiting requests.
        var areStopped = false;
        await Steps.RunAsync(
            async () =>
            {
                await Fleets.DisposeAsync();
                areStopped = true;
            },
            () => _logs.DisposeAsync().AsTask(),
            () => _server?.DisposeAsync().AsTask() ?? Task.CompletedTask,
            StopClockAsync,
            () => EndSessionAsync(areStopped));
        Generation.Dispose();
        _http.Dispose();
    }

    private (string? File, Task Running) CreateClock()
    {
        if (Kind.Firmware is not VirtualFirmware || Kind.Firmware.TimeFactor == 1)
        {
            return (null, Task.CompletedTask);
        }

        var file = Path.Combine(Session.Directory, "clock");
        return (file, SharedClock.Create(file, Kind.Firmware.TimeFactor).KeepAsync(_stopClock.Token));
    }

    private async Task StopClockAsync()
    {
        await _stopClock.CancelAsync();
        await _clock;
        _stopClock.Dispose();
    }

    private async Task EndSessionAsync(bool areStopped)
    {
        if (Kept.All.Count > 0)
        {
            Session.Record(new KeptEntry());
            Session.Dispose();
            return;
        }

        await Steps.RunAsync(() => _ownProcess?.DisposeAsync().AsTask() ?? Task.CompletedTask, () => Session.EndAsync(keepManifest: !areStopped));
    }
}
