using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Networks;

/// <summary>
/// A network namespace of a fleet's own. Multicast stays on its loopback interface, where its own Avahi is; the only way out is a link to this machine, and
/// neither end of that carries multicast. So no station sees a stranger, and no stranger sees a station. Stations are this user's processes; what makes the
/// network, its bus and its Avahi are root's.
/// </summary>
internal sealed class FleetNamespace : INetwork
{
    private const int FirstFirmwarePort = 8000;

    private readonly List<NetworkService> _services = [];
    private readonly NetworkNamespace _namespace;
    private readonly string _directory;
    private readonly MessageBus _bus;
    private Subnet? _subnet;
    private IReadOnlyList<string> _entry;

    private FleetNamespace(NetworkNamespace network, string directory)
    {
        _namespace = network;
        _directory = directory;
        _bus = new MessageBus(directory);
        _entry = ["nsenter", $"--net={network.Path}"];
    }

    /// <inheritdoc />
    public string StationAddress => Addresses.Station;

    /// <inheritdoc />
    public string TestAddress => Addresses.Host;

    /// <inheritdoc />
    public IReadOnlyList<ComponentFailure> Ended => [.. _services.Select(service => service.Failure).OfType<ComponentFailure>()];

    private Subnet Addresses => _subnet ?? throw new InvalidOperationException($"{_namespace.Name} has no link yet.");

    /// <summary>Makes the namespace and comes back when its Avahi answers.</summary>
    /// <param name="session">Whose it is.</param>
    /// <param name="fleet">The fleet.</param>
    /// <param name="timeouts">The lab's time-outs.</param>
    /// <param name="report">Told if its message bus or its Avahi ends by itself.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ComponentFailedException">Message bus or Avahi did not become ready; nothing is left.</exception>
    /// <exception cref="InvalidOperationException">The system refuses; nothing is left.</exception>
    public static async Task<INetwork> StartAsync(
        Session session, string fleet, LabTimeouts timeouts, Action<ComponentFailure> report, CancellationToken cancellation)
    {
        var directory = Directory.CreateDirectory(Path.Combine(session.Directory, fleet, "network")).FullName;
        var network = new FleetNamespace(NetworkNamespace.Of(session, fleet), directory);
        try
        {
            session.Note(new NamespaceEntry(network._namespace.Name));
            await network._namespace.MakeAsync();
            network._subnet = await Subnet.JoinAsync(network._namespace);

            var bus = new NetworkService(session, fleet, "bus", network.InsideAsRoot(network._bus.Command), network._bus.Ready(timeouts), timeouts, report);
            await network.StartAsync(bus, cancellation);
            network._entry = [.. network._entry, $"--mount={OwnMounts.Of(bus.Process)}"];

            var avahi = new AvahiDaemon(directory, timeouts);
            await network.StartAsync(new(session, fleet, "avahi", network.InsideAsRoot(avahi.Command), avahi.Ready, timeouts, report), cancellation);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public int? FirmwarePortOf(int index) => FirstFirmwarePort + index;

    /// <inheritdoc />
    public ProcessCommand Inside(ProcessCommand command) => Superuser.Current.AsUser(_entry, WithBus(command), Session.EnvironmentMark);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Avahi ends by itself when its bus is gone.
        _services.ForEach(service => service.ExpectEnd());
        await Task.WhenAll(_services.Select(service => service.DisposeAsync().AsTask()));
        await _namespace.RemoveAsync();
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private ProcessCommand InsideAsRoot(ProcessCommand command) => Superuser.Current.AsRoot(
        WithBus(command) with { Program = _entry[0], Arguments = [.. _entry.Skip(1), command.Program, .. command.Arguments] });

    private ProcessCommand WithBus(ProcessCommand command) => command with
    {
        Environment = new Dictionary<string, string?>(command.Environment) { [MessageBus.AddressVariable] = _bus.Address },
    };

    private Task StartAsync(NetworkService service, CancellationToken cancellation)
    {
        _services.Add(service);
        return service.StartAsync(cancellation);
    }
}
