using System.Net;
using MulticastDns;
using VirtualStation.CommandLine;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Contracts;
using VirtualStation.Firmware.Defects;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware;

/// <summary>What the command line and the environment ask for, checked.</summary>
internal sealed record FirmwareOptions
{
    public static readonly Option Help = new("--help", null, "This text.") { Alias = "-h" };
    private const double HighestTimeFactor = 1000;
    private const string ListDefects = "list";
    private static readonly Option RapiSerial = new("--rapi-serial", "PATH", "The PTY that leads to the charger.") { Alias = "--rapi" };
    private static readonly Option RapiTcp = new("--rapi-tcp", "ADDRESS:PORT", "The charger's RAPI over TCP, instead of a PTY.");
    private static readonly Option SetConfig = new("--set-config", "NAME=VALUE", "A setting, until the process ends.") { Repeatable = true };
    private static readonly Option ContractOption = new("--contract", "NAME", $"The generation of the API: {string.Join(" or ", Contract.Names)}.") { Variable = "OPENEVSE_CONTRACT", Default = Contract.Names[^1] };
    private static readonly Option ChipId = new("--chip-id", "HEX", "The 64-bit chip id; stations without one of their own take each other for themselves.") { Variable = "OPENEVSE_CHIP_ID", Default = StationIdentity.DefaultChipId };
    private static readonly Option MdnsLink = new("--mdns-link", "GROUP:PORT[@INTERFACE]", "The multicast link on which stations find each other.") { Variable = "OPENEVSE_MDNS_LINK", Default = MulticastLink.Loopback.ToString() };
    private static readonly Option HttpBind = new("--http-bind", "ADDRESS", "The address HTTP listens on, and mDNS tells.") { Variable = "OPENEVSE_HTTP_BIND", Default = "127.0.0.1" };
    private static readonly Option TimeFactor = new("--time-factor", "N", "Let the station's time run N times as fast.") { Variable = "OPENEVSE_TIME_FACTOR", Default = "1" };
    private static readonly Option AllowRemotePeers = new("--allow-remote-peers", null, "Also tell peers that are not on this machine of changes to the group.");

    private static readonly Option DefectOption = new("--defect", "NAME", $"A deliberate bug, to prove tests with; {ListDefects} lists those of the contract.") { Variable = "OPENEVSE_DEFECT" };

    public static IReadOnlyList<Option> All { get; } = [RapiSerial, RapiTcp, SetConfig, ContractOption, ChipId, MdnsLink, HttpBind, TimeFactor, AllowRemotePeers, DefectOption, Help];

    public required Contract Contract { get; init; }

    /// <summary>Null for a station without a charger.</summary>
    public IRapiLink? Charger { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Settings { get; init; }

    /// <summary>The device id, from the chip id.</summary>
    public required string Id { get; init; }

    public required MulticastLink Link { get; init; }

    public required IPAddress HttpAddress { get; init; }

    public required TimeScale Time { get; init; }

    public bool AllowsRemotePeers { get; init; }

    /// <summary>What is broken on purpose.</summary>
    public required Defect Defect { get; init; }

    /// <summary>Whether the defects are to be listed, and nothing is to run.</summary>
    public static bool AsksForDefects(Arguments arguments) => arguments.Text(DefectOption) == ListDefects;

    /// <exception cref="StationException">There is no such generation.</exception>
    public static Contract ReadContract(Arguments arguments) => arguments.Require(ContractOption, Contract.Find, string.Join(" or ", Contract.Names));

    /// <exception cref="StationException">A value is wrong.</exception>
    public static FirmwareOptions Read(Arguments arguments)
    {
        var linkText = arguments.Text(MdnsLink)!;
        var link = MulticastLink.TryParse(linkText, out var parsed, out var error) ? parsed : throw arguments.Refuse(MdnsLink, linkText, $"a multicast link. {error}");
        var contract = ReadContract(arguments);
        return new FirmwareOptions
        {
            Contract = contract,
            Charger = ReadCharger(arguments),
            Settings = [.. arguments.All(SetConfig).Select(pair => ReadSetting(arguments, pair))],
            Id = arguments.Require(ChipId, StationIdentity.IdFromChip, "a 64-bit number in hexadecimal, for example 0x567890abcdef"),
            Link = link,
            HttpAddress = arguments.Address(HttpBind),
            Time = new TimeScale(arguments.Positive(TimeFactor, HighestTimeFactor)),
            AllowsRemotePeers = arguments.Has(AllowRemotePeers),
            Defect = ReadDefect(arguments, contract),
        };
    }

    private static Defect ReadDefect(Arguments arguments, Contract contract) => arguments.Has(DefectOption)
        ? arguments.Require(
            DefectOption,
            name => DefectTable.Find(name, contract),
            $"a defect of contract {contract.Name}: 'virtual-station firmware --contract={contract.Name} {DefectOption.Name}={ListDefects}' lists them")
        : new NoDefect();

    private static IRapiLink? ReadCharger(Arguments arguments)
    {
        if (arguments.Has(RapiTcp))
        {
            return arguments.Has(RapiSerial)
                ? throw StationException.Usage($"{RapiSerial.Name} and {RapiTcp.Name} are both given: a station has one charger, leave one out")
                : new TcpRapiLink(arguments.Require(
                    RapiTcp,
                    text => IPEndPoint.TryParse(text.Replace("localhost:", "127.0.0.1:", StringComparison.Ordinal), out var address) && address.Port > 0 ? address : null,
                    "an address and port, for example 127.0.0.1:8023"));
        }

        if (!arguments.Has(RapiSerial))
        {
            return null;
        }

        return OperatingSystem.IsWindows()
            ? throw StationException.Usage($"{RapiSerial.Name}: there are no PTYs on Windows, give {RapiTcp.Name} ADDRESS:PORT")
            : new PtyRapiLink(arguments.Require(RapiSerial, text => text.Length > 0 ? text : null, "the path of a PTY"));
    }

    private static (string Name, string Value) ReadSetting(Arguments arguments, string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? (pair[..equals], pair[(equals + 1)..]) : throw arguments.Refuse(SetConfig, pair, "NAME=VALUE, for example www_http_port=8000");
    }
}
