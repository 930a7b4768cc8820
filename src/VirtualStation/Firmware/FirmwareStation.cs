using System.Net;
using System.Text;
using MulticastDns;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Discovery;
using VirtualStation.Firmware.Http;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Settings;
using VirtualStation.Firmware.Storage;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware;

/// <summary>Puts a station together from its parts and lets it run.</summary>
internal sealed class FirmwareStation(FirmwareOptions options, string workingDirectory, LineLog log, Power power)
{
    private const string ConfigFile = "epoxyeepromdata";
    private const string PeersFile = "epoxyfsdata/loadsharing_peers.json";

    /// <summary>Answers HTTP first; charger and mDNS come beside it.</summary>
    /// <exception cref="StationException">A setting is wrong, or the port is taken.</exception>
    public async Task RunAsync()
    {
        var contract = options.Contract;
        var config = ReadConfig();
        var self = ReadIdentity(config);
        log.Write($"OpenEVSE WiFI {StationIdentity.ShortId(self.Id)}, virtual, contract {contract.Name}, id {self.Id}, {self.MdnsName}");

        var intervals = new FirmwareIntervals(options.Time);
        var defect = options.Defect;
        defect.Begin(power, log);
        var peersFile = Path.Combine(workingDirectory, PeersFile);
        var registry = defect.Registry(contract.CreateRegistry(self, defect.Store(contract.CreateStore(new StateFile(peersFile, log)), peersFile)), self);
        var group = new GroupSettings(config);
        var charger = new ChargerMonitor(options.Charger, intervals, log);
        var discovery = new DiscoveryTask(defect.Browser(new MulticastStationBrowser(options.Link, log)), registry, intervals, log);
        var publisher = new StationPublisher(options.Link, defect.Profile(Profile(self)), defect.OnConflict, log, power);
        using var http = new HttpPeerNotifier(self, new PeerAddressBook(registry, options.AllowsRemotePeers), intervals, log);
        var notifier = defect.Tells(contract) ? defect.Notifier(http, self) : new NoNotifier();
        var peers = new PeersEndpoint(contract, registry, group, notifier);

        var api = new FirmwareApi(log)
            .Add(StatusEndpoint.Path, new StatusEndpoint(contract, config, group, registry, charger, options.Time).Answer)
            .Add(ConfigEndpoint.Path, new ConfigEndpoint(contract, config, group, registry, charger).Answer)
            .Add(PeersEndpoint.Path, peers.Answer)
            .Add(PeersEndpoint.PathWithHost, peers.AnswerWithHost)
            .Add(DiscoverEndpoint.Path, new DiscoverEndpoint(discovery).Answer);
        if (contract.HasGroupStatus)
        {
            api.Add(GroupStatusEndpoint.Path, new GroupStatusEndpoint(registry, group).Answer);
        }

        await using var server = await HttpService.StartAsync(options.HttpAddress, self.HttpPort, defect.Answer(api.Answer, registry, notifier), log, power);
        log.Write($"Starting HTTP server, http://{options.HttpAddress}:{self.HttpPort}");
        await BackgroundWork.UntilStoppedAsync(power.Off, charger.RunAsync, publisher.RunAsync, discovery.RunAsync);
        log.Write("Stopped");
    }

    private ConfigDocument ReadConfig()
    {
        var config = new ConfigDocument(options.Contract.ConfigTemplate, new StateFile(Path.Combine(workingDirectory, ConfigFile), log));
        config.Tell("wifi_serial", options.Id.ToUpperInvariant());
        config.Tell("mqtt_announce_topic", $"openevse/announce/{StationIdentity.ShortId(options.Id)}");
        if (config.Text("hostname").Length == 0)
        {
            config.Tell("hostname", $"openevse-{StationIdentity.ShortId(options.Id)}");
        }

        var applied = 0;
        foreach (var (name, value) in options.Settings)
        {
            var isApplied = config.Override(name, value);
            applied += isApplied ? 1 : 0;
            log.Write(isApplied ? $"Set config: {name} = {value}" : $"Config option '{name}' not applied (unknown key or value unchanged)");
        }

        config.Version = options.Contract.InitialConfigVersion(applied);
        return config;
    }

    private StationIdentity ReadIdentity(ConfigDocument config)
    {
        var port = config.Number("www_http_port");
        if (port is < 1 or > IPEndPoint.MaxPort || port != Math.Floor(port))
        {
            throw StationException.Usage($"www_http_port is '{port}': it must be a port from 1 to {IPEndPoint.MaxPort}, for example --set-config www_http_port=8000");
        }

        var hostName = config.Text("hostname");
        return Encoding.UTF8.GetByteCount(hostName) is > 0 and <= 63 && !hostName.Any(character => character == '.' || char.IsControl(character))
            ? new StationIdentity(options.Id, hostName, (int)port, options.HttpAddress)
            : throw StationException.Usage($"hostname is '{hostName}': it must be one label of 1 to 63 bytes, for example --set-config hostname=openevse-native-0");
    }

    private ServiceProfile Profile(StationIdentity self) => new(
        self.HostName,
        MulticastStationBrowser.ServiceType,
        self.HostName,
        options.Contract.PublishedPort(self),
        [self.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : self.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : self.Address],
        options.Contract.PublishedText(self));
}
