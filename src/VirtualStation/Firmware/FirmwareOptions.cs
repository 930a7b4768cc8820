using System.Net;
using MulticastDns;
using StationTime;
using VirtualStation.CommandLine;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Mutants;

namespace VirtualStation.Firmware;

/// <summary>The validated options of <c>virtual-station firmware</c>.</summary>
internal sealed record FirmwareOptions
{
    private static readonly string GenerationNames = string.Join(" or ", FirmwareGeneration.All.Select(generation => generation.Name));

    private static readonly CommandOption RapiSerial = new("--rapi-serial", "PATH", "The PTY of the charger.") { Alias = "--rapi" };

    private static readonly CommandOption RapiTcp = new("--rapi-tcp", "ADDRESS:PORT", "The RAPI port of the charger, instead of a PTY.");

    private static readonly CommandOption SetConfig = new("--set-config", "NAME=VALUE", "A setting, valid until the process exits.")
    {
        IsRepeatable = true,
    };

    private static readonly CommandOption Contract = new(
        "--contract", "NAME", $"The API generation: {GenerationNames}.", "OPENEVSE_CONTRACT", FirmwareGeneration.All[^1].Name);

    private static readonly CommandOption ChipId = new(
        "--chip-id", "HEX", "The 64-bit chip id. It has to be unique: a station ignores others with its id.",
        "OPENEVSE_CHIP_ID", StationIdentity.DefaultChipId);

    private static readonly CommandOption MdnsLink = new(
        "--mdns-link", "GROUP:PORT[@INTERFACE]", "The multicast link on which stations discover each other.",
        "OPENEVSE_MDNS_LINK", MulticastLink.Loopback.ToString());

    private static readonly CommandOption HttpBind = new(
        "--http-bind", "ADDRESS", "The address of the HTTP API, also published by mDNS.", "OPENEVSE_HTTP_BIND", "127.0.0.1");

    // 100 days, two rollovers.
    private const int HighestUptime = 8_640_000;

    private static readonly CommandOption Uptime = new("--uptime", "SECONDS", "The age of the firmware's clock at its start.", Default: "0");

    private static readonly CommandOption AllowRemotePeers = new(
        "--allow-remote-peers", null, "Sends reciprocal updates also to addresses other than loopback.");

    private static readonly CommandOption MutantOption = new("--mutant", "NAME", "A deliberate bug, for mutation tests of a test suite.", "OPENEVSE_MUTANT");

    private static readonly CommandOption ListMutants = new("--list-mutants", null, "Lists the mutants of the API generation and exits.");

    public static IReadOnlyList<CommandOption> All { get; } =
    [
        RapiSerial, RapiTcp, SetConfig, Contract, ChipId, MdnsLink, HttpBind, CommandOption.TimeFactor, CommandOption.Clock, Uptime,
        AllowRemotePeers, MutantOption, ListMutants, CommandOption.Help,
    ];

    public required FirmwareGeneration Generation { get; init; }

    /// <summary>Null for a station without a charger.</summary>
    public IRapiLink? Charger { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Settings { get; init; }

    /// <summary>The device id.</summary>
    public required string Id { get; init; }

    public required MulticastLink Link { get; init; }

    public required IPAddress HttpAddress { get; init; }

    public required SimulatedTime Time { get; init; }

    public bool AllowsRemotePeers { get; init; }

    public Mutant? Mutant { get; init; }

    public static bool ListsMutants(Arguments arguments) => arguments.Has(ListMutants);

    /// <exception cref="StationException">No generation has the name.</exception>
    public static FirmwareGeneration ReadGeneration(Arguments arguments) => arguments.Require(Contract, FirmwareGeneration.Find, GenerationNames);

    /// <exception cref="StationException">A value is invalid.</exception>
    public static FirmwareOptions Read(Arguments arguments)
    {
        var link = arguments.Link(MdnsLink);
        var generation = ReadGeneration(arguments);
        return new FirmwareOptions
        {
            Generation = generation,
            Charger = ReadCharger(arguments),
            Settings = [.. arguments.All(SetConfig).Select(pair => ReadSetting(arguments, pair))],
            Id = arguments.Require(ChipId, StationIdentity.IdFromChip, "a 64-bit number in hexadecimal, for example 0x567890abcdef"),
            Link = link,
            HttpAddress = arguments.Address(HttpBind),
            Time = arguments.Time(TimeSpan.FromSeconds(arguments.Integer(Uptime, 0, HighestUptime))),
            AllowsRemotePeers = arguments.Has(AllowRemotePeers),
            Mutant = ReadMutant(arguments, generation),
        };
    }

    private static Mutant? ReadMutant(Arguments arguments, FirmwareGeneration generation) => arguments.Has(MutantOption)
        ? arguments.Require(
            MutantOption,
            name => MutantCatalog.Find(name, generation),
            $"a mutant of contract {generation.Name}: 'virtual-station firmware --contract={generation.Name} {ListMutants.Name}' lists them")
        : null;

    private static IRapiLink? ReadCharger(Arguments arguments)
    {
        if (arguments.Has(RapiTcp))
        {
            return arguments.Has(RapiSerial)
                ? throw StationException.Usage($"{RapiSerial.Name} and {RapiTcp.Name} are both given: a station has one charger, omit one of them")
                : new TcpRapiLink(arguments.Require(RapiTcp, ParseEndPoint, "an address and port, for example 127.0.0.1:8023"));
        }

        if (!arguments.Has(RapiSerial))
        {
            return null;
        }

        return OperatingSystem.IsWindows()
            ? throw StationException.Usage($"{RapiSerial.Name}: Windows has no PTYs, give {RapiTcp.Name} ADDRESS:PORT")
            : new PtyRapiLink(arguments.Require(RapiSerial, text => text.Length > 0 ? text : null, "the path of a PTY"));
    }

    private static IPEndPoint? ParseEndPoint(string text) =>
        IPEndPoint.TryParse(text.Replace("localhost:", "127.0.0.1:", StringComparison.Ordinal), out var endPoint) && endPoint.Port > 0 ? endPoint : null;

    private static (string Name, string Value) ReadSetting(Arguments arguments, string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? (pair[..equals], pair[(equals + 1)..]) : throw arguments.Invalid(SetConfig, pair, "NAME=VALUE, for example www_http_port=8000");
    }
}
