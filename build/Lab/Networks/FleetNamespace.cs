using Build.Lab.Parts;
using Build.Lab.Processes;
using Build.Lab.Sessions;

namespace Build.Lab.Networks;

/// <summary>
/// A network namespace of a fleet's own. Multicast stays on its loopback interface, where its own Avahi is; the only way out is a link to this machine, and
/// neither end of that carries multicast. So no station sees a stranger, and no stranger sees a station.
/// </summary>
internal sealed class FleetNamespace : INetwork
{
    private readonly List<NetworkService> _services = [];
    private readonly NetworkNamespace _namespace;
    private readonly string _directory;
    private readonly MessageBus _bus;
    private Subnet? _subnet;

    private FleetNamespace(NetworkNamespace network, string directory)
    {
        _namespace = network;
        _directory = directory;
        _bus = new MessageBus(directory);
    }

    /// <inheritdoc />
    public string StationAddress => Addresses.Station;

    /// <inheritdoc />
    public string TestAddress => Addresses.Host;

    /// <inheritdoc />
    public IReadOnlyList<PartFailure> Ended => [.. _services.Select(service => service.Failure).OfType<PartFailure>()];

    private Subnet Addresses => _subnet ?? throw new InvalidOperationException($"{_namespace.Name} has no link yet.");

    /// <summary>Makes the namespace and comes back when its Avahi answers.</summary>
    /// <param name="session">Whose it is.</param>
    /// <param name="fleet">The fleet.</param>
    /// <param name="timeouts">The lab's time-outs.</param>
    /// <param name="report">Told if its message bus or its Avahi ends by itself.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="PartFailedException">Message bus or Avahi did not become ready; nothing is left.</exception>
    /// <exception cref="InvalidOperationException">The system refuses; nothing is left.</exception>
    public static async Task<INetwork> StartAsync(
        Session session, string fleet, LabTimeouts timeouts, Action<PartFailure> report, CancellationToken cancellation)
    {
        var directory = Directory.CreateDirectory(Path.Combine(session.Directory, fleet, "network")).FullName;
        var network = new FleetNamespace(NetworkNamespace.Of(session, fleet), directory);
        try
        {
            session.Note(new NamespaceEntry(network._namespace.Name));
            await network._namespace.MakeAsync();
            network._subnet = await Subnet.JoinAsync(network._namespace);

            var bus = network._bus;
            var avahi = new AvahiDaemon(directory, timeouts);
            await network.StartAsync(new(session, fleet, "bus", network.Inside(bus.Command), bus.Ready(timeouts), timeouts, report), cancellation);
            await network.StartAsync(new(session, fleet, "avahi", network.Inside(avahi.Command), avahi.Ready, timeouts, report), cancellation);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public ProcessCommand Inside(ProcessCommand command) => command with
    {
        Program = "nsenter",
        Arguments = [$"--net={_namespace.Path}", command.Program, .. command.Arguments],
        Environment = new Dictionary<string, string?>(command.Environment) { [MessageBus.AddressVariable] = _bus.Address },
    };

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

    private Task StartAsync(NetworkService service, CancellationToken cancellation)
    {
        _services.Add(service);
        return service.StartAsync(cancellation);
    }
}
