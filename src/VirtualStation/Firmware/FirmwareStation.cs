using System.Net;
using System.Text;
using MulticastDns;
using VirtualStation.Firmware.Allocation;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Claims;
using VirtualStation.Firmware.Discovery;
using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Events;
using VirtualStation.Firmware.Following;
using VirtualStation.Firmware.Group;
using VirtualStation.Firmware.Mutants;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Settings;
using VirtualStation.Firmware.Storage;
using VirtualStation.Http;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware;

/// <summary>Composes the components of a station and runs it.</summary>
internal sealed class FirmwareStation(FirmwareOptions options, string workingDirectory, LineLog log, StationLifecycle lifecycle)
{
    private const string ConfigFile = "epoxyeepromdata";
    private const string PeersFile = "epoxyfsdata/loadsharing_peers.json";

    /// <summary>Runs the station until it is stopped.</summary>
    /// <exception cref="StationException">A setting is invalid, or the port is in use.</exception>
    public async Task RunAsync()
    {
        var generation = options.Generation;
        var config = ReadConfig();
        var self = ReadIdentity(config);
        log.Write($"OpenEVSE WiFI {StationIdentity.ShortId(self.Id)}, virtual, contract {generation.Name}, id {self.Id}, {self.MdnsName}");

        var time = options.Time;
        var hooks = CreateHooks();
        var uptime = hooks.Uptime(time);
        var peersFile = Path.Combine(workingDirectory, PeersFile);
        // Not at each save: a station that is killed during one must not create the directory again after the lab has deleted it.
        Directory.CreateDirectory(Path.GetDirectoryName(peersFile)!);
        var store = hooks.Store(new PeerStore(new StateFile(peersFile, log), generation), peersFile);
        var registry = hooks.Registry(new PeerRegistry(generation, self, store), self);
        var group = new GroupSettings(config, hooks.SavesRoles);
        var claims = hooks.Claims(new ClaimList());
        var manual = new ManualOverride(claims);
        var charger = new ChargerMonitor(options.Charger, hooks.ChargerClaims(claims), time, log);
        var limit = new LoadSharingLimit();
        var shaper = new LoadSharingShaper(limit, claims, () => charger.Reading, time);
        var unreachable = new UnreachablePeers(Path.Combine(workingDirectory, UnreachablePeers.FileName));
        var discovery = new DiscoveryTask(
            hooks.Browser(new MulticastStationBrowser(options.Link, unreachable, time, log)),
            registry,
            () => group.IsEnabled || !hooks.SweepsOnlyWhileEnabled(generation),
            missesAtBoot: generation.SweepsOnlyWhileEnabled,
            time,
            log);
        var publisher = new StationPublisher(options.Link, hooks.Profile(Profile(self)), hooks.OnNameConflict, time, log, lifecycle);
        using var http = new PeerHttpClient(unreachable);
        var addresses = new PeerAddressResolver(registry, options.AllowsRemotePeers);
        var httpUpdates = new HttpReciprocalUpdates(self, addresses, http, log);
        var groupLimit = hooks.Limit(limit);
        var member = new GroupMember(group, groupLimit, hooks.FailsafeRules(new FailsafeRules()), uptime);
        var state = new GroupState();
        var controller = new GroupController(
            generation, self, config, group, registry, charger, hooks.Allocator(new GroupAllocator(generation.Allocation)),
            hooks.Messenger(new GroupMessenger(addresses, http, log)), groupLimit, state, time, uptime);
        var following = new FollowingContext(
            generation, group, addresses, http, hooks.Backoff(new ExponentialBackoff()), time, uptime, log, hooks.StaleAfter);
        var groupTask = new GroupTask(group, new PeerFollower(registry, following), controller, member, groupLimit, state, time);
        var updates = hooks.SendsReciprocalUpdates(generation) ? hooks.ReciprocalUpdates(httpUpdates, self) : new NoReciprocalUpdates();
        var peers = new PeersEndpoint(generation, registry, group, updates, groupTask.Wake);

        var status = new StatusDocument(generation, config, group, registry, charger, manual, claims, time);
        var onMessage = hooks.MessageHandler(new GroupMessages(hooks.Receiver(member)).Handle);
        var clients = new EventClients(
            message =>
            {
                log.WriteFrame("from a client", message.Span);
                return onMessage(message);
            },
            hooks.Frame);
        var events = new StatusEvents(generation, clients, status, config, claims, charger, time);
        var claimsEndpoint = new ClaimsEndpoint(claims);
        var configEndpoint = new ConfigEndpoint(
            generation, config, group, registry, charger, body => hooks.SettingsError(body, GroupSettingsCheck.FindError(body, group)));
        var router = new FirmwareRouter(log)
            .Add(StatusEndpoint.Path + FirmwareRouter.CompletePath, new StatusEndpoint(status).Handle)
            .Add(ConfigEndpoint.Path + FirmwareRouter.CompletePath, configEndpoint.Handle)
            .Add(ClaimsEndpoint.Path + FirmwareRouter.CompletePath, claimsEndpoint.Handle)
            .Add(ClaimsEndpoint.TargetPath + FirmwareRouter.CompletePath, claimsEndpoint.HandleTarget)
            .Add(OverrideEndpoint.Path + FirmwareRouter.CompletePath, new OverrideEndpoint(manual).Handle)
            .Add(PeersEndpoint.Path, peers.Handle)
            .Add(PeersEndpoint.PathWithHost, peers.HandleWithHost)
            .Add(DiscoverEndpoint.Path, new DiscoverEndpoint(discovery).Handle);
        if (generation.HasGroups)
        {
            router.Add(GroupStatusEndpoint.Path, new GroupStatusEndpoint(generation, registry, group, state, charger).Handle);
        }

        var authentication = new BasicAuthentication(generation, config, self, hooks.IsAuthorized);
        var answer = authentication.Protect(hooks.Handler(router.Handle, registry, updates));

        // Mongoose, the firmware's HTTP server, reads a body without a length until the client closes the connection.
        ApiHandler handler = request => request.LacksLength ? ApiResponse.Never : answer(request);
        var webSockets = events.Endpoint with { Accepts = authentication.AcceptsWebSocket };
        await using var server = await HttpServer.StartAsync(options.HttpAddress, self.HttpPort, handler, log, lifecycle, webSockets);
        log.Write($"Starting HTTP server, http://{options.HttpAddress}:{self.HttpPort}");

        // The group task first: as in the native firmware, its first computation after a restart does not know the charger yet.
        await BackgroundLoops.RunAsync(
            lifecycle.Stopping, generation.HasGroups ? groupTask.RunAsync : null, charger.RunAsync, shaper.RunAsync, publisher.RunAsync, discovery.RunAsync,
            events.RunAsync);
        log.Write("Stopped");
    }

    private FirmwareHooks CreateHooks()
    {
        if (options.Mutant is not { } mutant)
        {
            return new FirmwareHooks();
        }

        log.Write($"Mutant: {mutant.Name}. {mutant.Description}");
        mutant.Lifecycle = lifecycle;
        return mutant;
    }

    private ConfigDocument ReadConfig()
    {
        var config = new ConfigDocument(options.Generation.ConfigTemplate, new StateFile(Path.Combine(workingDirectory, ConfigFile), log));
        config.SetDefault("version", options.Generation.Version);
        config.SetDefault("wifi_serial", options.Id.ToUpperInvariant());
        config.SetDefault("mqtt_announce_topic", $"openevse/announce/{StationIdentity.ShortId(options.Id)}");
        if (config.Text("hostname").Length == 0)
        {
            config.SetDefault("hostname", $"openevse-{StationIdentity.ShortId(options.Id)}");
        }

        var applied = 0;
        foreach (var (name, value) in options.Settings)
        {
            var isApplied = config.Override(name, value);
            applied += isApplied ? 1 : 0;
            log.Write(isApplied ? $"Set config: {name} = {value}" : $"Config option '{name}' not applied (unknown key or value unchanged)");
        }

        config.Version = options.Generation.InitialConfigVersion(applied);
        return config;
    }

    private StationIdentity ReadIdentity(ConfigDocument config)
    {
        var port = config.Number("www_http_port");
        if (port is < 1 or > IPEndPoint.MaxPort || port != Math.Floor(port))
        {
            throw StationException.Usage(
                $"www_http_port is '{port}': it must be a port from 1 to {IPEndPoint.MaxPort}, for example --set-config www_http_port=8000");
        }

        var hostName = config.Text("hostname");
        return Encoding.UTF8.GetByteCount(hostName) is > 0 and <= 63 && !hostName.Any(character => character == '.' || char.IsControl(character))
            ? new StationIdentity(options.Id, hostName, (int)port, options.HttpAddress)
            : throw StationException.Usage(
                $"hostname is '{hostName}': it must be one label of 1 to 63 bytes, for example --set-config hostname=openevse-native-0");
    }

    private ServiceProfile Profile(StationIdentity self) => new(
        self.HostName,
        MulticastStationBrowser.ServiceType,
        self.HostName,
        options.Generation.PublishedPort(self),
        [self.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : self.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : self.Address],
        options.Generation.PublishedText(self));
}
