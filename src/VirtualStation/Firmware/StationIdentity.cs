using System.Globalization;
using System.Net;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware;

/// <summary>What makes this station this one. Fixed at boot.</summary>
/// <param name="Id">Twelve lower-case hexadecimal digits.</param>
/// <param name="HostName">Without domain.</param>
/// <param name="HttpPort">Where its HTTP API answers.</param>
/// <param name="Address">Where others reach it.</param>
internal sealed record StationIdentity(string Id, string HostName, int HttpPort, IPAddress Address)
{
    /// <summary>A station that was not given a chip id shares this one with all others that were not.</summary>
    public const string DefaultChipId = "0x567890abcdef";

    /// <summary>What a station outside any network tells as its address: that of its own access point.</summary>
    public const string AccessPointAddress = "192.168.4.1";

    private const string Domain = ".local";

    public string MdnsName => HostName + Domain;

    /// <summary>The id's last four digits, part of the host name and of the MQTT topic.</summary>
    public static string ShortId(string id) => id[^4..];

    /// <summary>The low six bytes of a chip id, lowest first: 0x567890abcdef is efcdab907856.</summary>
    /// <param name="chipId">A 64-bit number in hexadecimal, with or without 0x.</param>
    /// <returns>Null where it is no such number.</returns>
    public static string? IdFromChip(string chipId)
    {
        var digits = chipId.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? chipId[2..] : chipId;
        return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? Convert.ToHexStringLower(BitConverter.IsLittleEndian ? BitConverter.GetBytes(number)[..6] : [.. BitConverter.GetBytes(number).Reverse().Take(6)])
            : null;
    }

    /// <summary>Whether a host given by a user means this station: its id, or its host name with or without domain and with no port but its own.</summary>
    public bool IsMeantBy(string host)
    {
        var given = HostAndPort.Parse(host);
        return host == Id
            || ((given.Port is null || given.Port == HttpPort)
                && (given.Host.Equals(HostName, StringComparison.OrdinalIgnoreCase) || given.Host.Equals(MdnsName, StringComparison.OrdinalIgnoreCase)));
    }
}
