using System.Globalization;
using System.Net;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware;

/// <summary>The identity of a station, fixed at boot.</summary>
/// <param name="Id">The device id: twelve lower-case hexadecimal digits.</param>
/// <param name="HostName">The host name without <c>.local</c>.</param>
/// <param name="HttpPort">The port of the HTTP API.</param>
/// <param name="Address">The address of the HTTP API.</param>
internal sealed record StationIdentity(string Id, string HostName, int HttpPort, IPAddress Address)
{
    /// <summary>The chip id of stations without <c>--chip-id</c>, as in the native firmware.</summary>
    public const string DefaultChipId = "0x567890abcdef";

    /// <summary>The address of the station's own access point, which it reports as long as it has no WiFi network.</summary>
    public const string AccessPointAddress = "192.168.4.1";

    private const string Domain = ".local";

    public string MdnsName { get; } = HostName + Domain;

    /// <summary>The last four digits of the id, used in the default host name and the MQTT topic.</summary>
    public static string ShortId(string id) => id[^4..];

    /// <summary>Converts a chip id to a device id: its low six bytes in little-endian order. 0x567890abcdef becomes efcdab907856.</summary>
    /// <param name="chipId">A 64-bit hexadecimal number, with or without 0x.</param>
    /// <returns>Null if the chip id is not such a number.</returns>
    public static string? IdFromChip(string chipId)
    {
        var digits = chipId.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? chipId[2..] : chipId;
        return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? Convert.ToHexStringLower(BitConverter.IsLittleEndian ? BitConverter.GetBytes(number)[..6] : [.. BitConverter.GetBytes(number).Reverse().Take(6)])
            : null;
    }

    /// <summary>Whether a host in a request denotes this station: by its id, or by its host name with or without <c>.local</c> and its port.</summary>
    public bool Matches(string host)
    {
        var given = HostAndPort.Parse(host);
        return host == Id
            || ((given.Port is null || given.Port == HttpPort)
                && (given.Host.Equals(HostName, StringComparison.OrdinalIgnoreCase) || given.Host.Equals(MdnsName, StringComparison.OrdinalIgnoreCase)));
    }
}
