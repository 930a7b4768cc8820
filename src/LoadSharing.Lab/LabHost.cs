using LoadSharing.Lab.Api;
using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Hosting;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab;

/// <summary>A lab that is up: a session, its fleets and the API to them.</summary>
internal sealed class LabHost : IAsyncDisposable
{
    private readonly LabServer _server;

    private LabHost(Session session, FleetManager fleets, ContractDetector contract, LabServer server)
    {
        Session = session;
        Fleets = fleets;
        Contract = contract;
        _server = server;
    }

    /// <summary>Its session.</summary>
    public Session Session { get; }

    /// <summary>Its fleets.</summary>
    public FleetManager Fleets { get; }

    /// <summary>Knows which generation of the peer API its firmware speaks.</summary>
    public ContractDetector Contract { get; }

    /// <summary>Address of its API.</summary>
    public Uri Url => _server.Url;

    /// <summary>The token of its API.</summary>
    public string Token => _server.Token;

    /// <summary>What is tested, in words; with the contract once a station was asked.</summary>
    public string Tested => Contract.Found is { } contract ? $"{Fleets.Kind.Description}, contract {contract}" : Fleets.Kind.Description;

    /// <summary>Every part that ended by itself.</summary>
    public IReadOnlyCollection<ComponentFailure> Failures => Fleets.Failures;

    /// <summary>Brings a lab up; no station is started yet.</summary>
    /// <param name="options">The lab's settings.</param>
    /// <param name="session">Its session; ended with the lab.</param>
    /// <param name="events">Hears what stations and tests are doing.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="host">Runs the parts that share a process, of other labs too; null for one of its own.</param>
    public static async Task<LabHost> StartAsync(
        LabOptions options,
        Session session,
        ILabEvents events,
        CancellationToken cancellation,
        StationHost? host = null)
    {
        var fleets = new FleetManager(options, session, host, new SlotAllocator(options.Kind.Bridge.NeedsPtyLink, events.Note, options.Kind.PortsOf), events.ComponentExited);
        var detector = new ContractDetector(options.Generation, options.Timeouts);
        var server = await LabServer.StartAsync(fleets, detector, events, cancellation);
        return new LabHost(session, fleets, detector, server);
    }

    /// <summary>Takes everything down: no request is answered any more, no station runs, the session's directory is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        // The stations first: a test that waits for its fleet gets its answer while the API still gives one.
        await Fleets.DisposeAsync();
        await _server.DisposeAsync();
        Contract.Dispose();
        await Session.EndAsync();
    }

    /// <summary>Takes everything down but the kept fleets, for <c>--keep</c>; Cleanup removes them.</summary>
    public async Task LeaveAsync()
    {
        await Fleets.DisposeAsync();
        await _server.DisposeAsync();
        Contract.Dispose();
        Session.Note(new KeptEntry());
        Session.Dispose();
    }
}
