using System.Diagnostics;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Networks;

/// <summary>
/// A network namespace for a fleet. Multicast stays on its loopback interface, where its own Avahi publishes. Its only other interface leads to this machine
/// and carries no multicast, so the fleet and foreign stations do not see each other. Stations run as this user; D-Bus and Avahi run as root.
/// </summary>
internal sealed class FleetNamespace : INetwork
{
    private const int FirstFirmwarePort = 8000;

    private readonly List<Component> _components = [];
    private readonly List<ComponentFailure> _failures = [];
    private readonly NetworkNamespace _namespace;
    private readonly string _directory;
    private readonly MessageBus _bus;
    private readonly Session _session;
    private readonly Action<ComponentFailure> _onExit;
    private IReadOnlyList<string> _enter;
    private readonly bool _hasAvahi;
    private HostLink? _link;

    private FleetNamespace(NetworkNamespace network, Session session, string directory, bool hasAvahi, Action<ComponentFailure> onExit)
    {
        _session = session;
        _hasAvahi = hasAvahi;
        _namespace = network;
        _directory = directory;
        _bus = new MessageBus(directory, session.Directory);
        _onExit = onExit;
        _enter = ["nsenter", $"--net={network.Path}"];
    }

    /// <inheritdoc />
    public string StationAddress => Link.StationAddress;

    /// <inheritdoc />
    public string HostAddress => Link.HostAddress;

    /// <inheritdoc />
    public IReadOnlyList<ComponentFailure> Failures
    {
        get
        {
            lock (_failures)
            {
                return [.. _failures];
            }
        }
    }

    /// <inheritdoc />
    public bool CanImpair => NetworkNamespace.HasNetem;

    /// <inheritdoc />
    public bool CanPartition => _session.IsContained && NetworkNamespace.HasFilter;

    private HostLink Link => _link ?? throw new InvalidOperationException($"{_namespace.Name} has no link yet.");

    /// <summary>Creates the namespace and returns when its Avahi, if it has one, is ready.</summary>
    /// <param name="session">The session that the namespace belongs to.</param>
    /// <param name="fleet">The fleet's id.</param>
    /// <param name="hasAvahi">Whether it has D-Bus and Avahi. Without them each station has an address of its own.</param>
    /// <param name="components">Creates components.</param>
    /// <param name="onExit">Called if D-Bus or Avahi exits unexpectedly.</param>
    /// <param name="cancellation">Cancels the start.</param>
    /// <exception cref="LabException">The system refuses, or D-Bus or Avahi did not become ready. Everything is removed.</exception>
    public static async Task<INetwork> StartAsync(
        Session session, string fleet, bool hasAvahi, ComponentFactory components, Action<ComponentFailure> onExit, CancellationToken cancellation)
    {
        var directory = Directory.CreateDirectory(Path.Combine(session.Directory, fleet, "network")).FullName;
        var network = new FleetNamespace(NetworkNamespace.Of(session, fleet), session, directory, hasAvahi, onExit);
        try
        {
            session.Record(new NamespaceEntry(network._namespace.Name));
            await network._namespace.CreateAsync();
            network._link = await HostLink.CreateAsync(network._namespace);
            if (!hasAvahi)
            {
                await network.Link.AddOwnAddressesAsync(network._namespace);
                return network;
            }

            ComponentSpec Spec(string name) => new(ComponentKind.Network, fleet, name, session.LogFile(fleet, name));
            var busReady = network._bus.Ready(components.Timeouts.NetworkReady);
            var bus = components.Process(Spec("bus"), network.EnterAsRoot(network._bus.Configure()), busReady);
            await network.StartAsync(bus, cancellation);
            network._enter = [.. network._enter, $"--mount={FleetMounts.Of(bus.Process)}"];

            var avahi = new AvahiDaemon(directory);
            var avahiSpec = Spec("avahi");
            var avahiReady = AvahiDaemon.Ready(avahiSpec.Log, components.Timeouts.NetworkReady);
            await network.StartAsync(components.Process(avahiSpec, network.EnterAsRoot(avahi.Configure()), avahiReady), cancellation);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public string? OwnAddress(int index) => _hasAvahi ? null : Link.OwnAddress(index);

    /// <inheritdoc />
    public int? FirmwarePort(int index) => FirstFirmwarePort + index;

    /// <inheritdoc />
    public ProcessCommand Enter(ProcessCommand command) => Superuser.Current.AsUser(_enter, WithBus(command), Session.EnvironmentMark);

    /// <inheritdoc />
    public Task ImpairAsync(ImpairmentRequest impairment) => _namespace.ImpairAsync(impairment);

    /// <inheritdoc />
    public Task SetUnreachableAsync(StationSpec station, IReadOnlyList<StationSpec> peers) =>
        _session.Group(station.Slot.StationName) is { } group
            ? _namespace.SetUnreachableAsync(group, [.. peers.Select(peer => peer.FirmwarePort)])
            : throw new LabException($"{station.Slot.StationName}: a partition needs control groups of version 2, and this user may not create one.");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Avahi exits by itself when D-Bus has exited.
        _components.ForEach(component => component.ExpectExit());
        await Steps.RunAsync(
            () => Steps.WhenAllAsync(_components.Select(component => component.DisposeAsync().AsTask())),
            _namespace.RemoveAsync);
        if (Directory.Exists(_directory))
        {
            PrivateFiles.DeleteDirectory(_directory);
        }
    }

    private ProcessCommand EnterAsRoot(ProcessCommand command) => Superuser.Current.AsRoot(
        WithBus(command) with { Program = _enter[0], Arguments = [.. _enter.Skip(1), command.Program, .. command.Arguments] });

    // Without Avahi no process listens there, so that a firmware does not reach the machine's.
    private ProcessCommand WithBus(ProcessCommand command) => command with
    {
        Environment = new Dictionary<string, string?>(command.Environment) { [MessageBus.AddressVariable] = _bus.Address },
    };

    private async Task StartAsync(Component component, CancellationToken cancellation)
    {
        _components.Add(component);
        var sinceStart = Stopwatch.StartNew();
        await component.StartAsync(cancellation);
        _ = WatchAsync(component, sinceStart);
    }

    private async Task WatchAsync(Component component, Stopwatch sinceStart)
    {
        var status = await component.Exited;
        if (!component.IsStopping)
        {
            var failure = FailureText.Exited(component.Spec, status, sinceStart.Elapsed);
            lock (_failures)
            {
                _failures.Add(failure);
            }

            _onExit(failure);
        }
    }
}
