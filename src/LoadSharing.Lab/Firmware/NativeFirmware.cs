using System.Security.Cryptography;
using System.Text.Json;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Networks;

namespace LoadSharing.Lab.Firmware;

/// <summary>A native build of the WiFi firmware.</summary>
/// <param name="program">The absolute path of the program.</param>
/// <param name="timeFactor">How many times as fast as the wall clock its time runs; other values than 1 need libfaketime.</param>
/// <param name="origin">Where the program comes from, for reports; null for its path.</param>
public sealed class NativeFirmware(string program, double timeFactor = 1, string? origin = null) : StationFirmware
{
    /// <summary>The environment variable that tells a firmware the address that is its own in its fleet's namespace.</summary>
    public const string AddressVariable = "LOADSHARING_STATION_ADDRESS";

    private readonly Lazy<string> _hash = new(() => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(program)))[..12]);

    /// <inheritdoc />
    public override string Description => $"firmware {origin ?? program} (sha256 {_hash.Value}…{(Mdns == MdnsKind.Firmware ? ", answers mDNS itself" : "")})";

    /// <summary>The program that answers mDNS for it.</summary>
    public MdnsKind Mdns { get; init; }

    /// <summary>Further settings, as <c>NAME=VALUE</c>, after the lab's own.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <inheritdoc />
    public override double TimeFactor => timeFactor;

    internal override bool HasOwnLink => false;

    internal override bool NeedsAvahi => Mdns == MdnsKind.Avahi;

    internal override Component Create(StationSpec station, IReadOnlyList<string> serialArguments, INetwork network, ComponentFactory components)
    {
        var environment = timeFactor == 1 ? new Dictionary<string, string?>() : FakeTime.Environment(timeFactor);
        var command = Command(station, program, serialArguments, environment);
        command = command with
        {
            Arguments = [.. command.Arguments, .. Settings.SelectMany(setting => (string[])["--set-config", setting])],
            Environment = new Dictionary<string, string?>(command.Environment) { [AddressVariable] = station.Address },
            Group = station.Slot.StationName,
        };
        var ready = Mdns == MdnsKind.Firmware ? ReadyWithCharger(station, components) : Ready(station, components);
        return components.Process(station.Component(ComponentKind.Firmware), network.Enter(command), ready);
    }

    /// <summary>
    /// Finds out who answers mDNS for a program: the firmware itself if it is an ELF program that names no Avahi. A script says nothing about the program
    /// that it starts, and is taken for one that needs Avahi.
    /// </summary>
    public static MdnsKind Detect(string program)
    {
        // A program that uses Avahi names the library that it loads or, linked statically, the service on D-Bus.
        var content = File.ReadAllBytes(program).AsSpan();
        return content.StartsWith("\u007fELF"u8) && content.IndexOf("libavahi"u8) < 0 && content.IndexOf("org.freedesktop.Avahi"u8) < 0
            ? MdnsKind.Firmware
            : MdnsKind.Avahi;
    }

    // Firmware with its own mDNS starts it when it has a network, which takes longer than its HTTP server. Its tests wait for the charger's state.
    private static Readiness ReadyWithCharger(StationSpec station, ComponentFactory components)
    {
        var config = Ready(station, components);
        var charger = components.HttpReadiness(new Uri(station.FirmwareUrl, "status"), config.Timeout, WhyNoCharger);
        return config with
        {
            Condition = $"{config.Condition}, and {charger.Condition} with a state of at least 1",
            Probe = async cancellation => await config.Probe(cancellation) ?? await charger.Probe(cancellation),
        };
    }

    private static string? WhyNoCharger(string status)
    {
        try
        {
            var state = JsonElement.Parse(status).TryGetProperty("state", out var value) ? value.GetRawText() : "none";
            return int.TryParse(state, out var number) && number >= 1 ? null : $"the state is {state}";
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return error.Message;
        }
    }
}
