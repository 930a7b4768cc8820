using System.Buffers.Binary;
using System.Security.Cryptography;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Components;

/// <summary>The data from which the components of a station are made.</summary>
/// <param name="FleetId">The id of the station's fleet.</param>
/// <param name="Slot">The ports and names.</param>
/// <param name="StateDirectory">The firmware's working directory. A firmware that restarts in it is the same device.</param>
/// <param name="Logs">The directory of the log files.</param>
/// <param name="ChipId">The firmware's chip id, which no other station has.</param>
/// <param name="Link">The mDNS link of the fleet: multicast group and port. Only virtual firmware uses it.</param>
/// <param name="Address">The address at which this machine reaches the firmware.</param>
internal sealed record StationSpec(string FleetId, Slot Slot, string StateDirectory, string Logs, ChipId ChipId, string Link, string Address)
{
    /// <summary>The TCP port of the firmware's HTTP API.</summary>
    public int FirmwarePort { get; init; } = Slot.FirmwarePort;

    /// <summary>Host and port at which the other stations of its fleet reach the firmware.</summary>
    public string PeerHost => $"{PeerAddress}:{FirmwarePort}";

    /// <summary>The address at which the other stations of its fleet reach the firmware.</summary>
    public required string PeerAddress { get; init; }

    /// <summary>The firmware's host name.</summary>
    public string HostName { get; init; } = Slot.HostName;

    /// <summary>The age of the firmware's clock at its start.</summary>
    public TimeSpan Uptime { get; init; }

    /// <summary>The firmware's HTTP API.</summary>
    public Uri FirmwareUrl => new UriBuilder(Uri.UriSchemeHttp, Address, FirmwarePort).Uri;

    /// <summary>The symbolic link to the serial bridge's pseudo-terminal, beside the state directory.</summary>
    public string PtyLink => Path.Combine(Path.GetDirectoryName(StateDirectory)!, Slot.PtyName);

    /// <summary>A component of the station. A restarted component appends to the same log.</summary>
    public ComponentSpec Component(ComponentKind kind) => new(kind, Slot.StationName, kind.Name(), LogFile(kind.Name()));

    /// <summary>The path of a log file of this station.</summary>
    public string LogFile(string name) => Path.Combine(Logs, $"{Slot.StationName}.{name}.{FleetId}.log");
}

/// <summary>The chip id that a native firmware reads from <c>OPENEVSE_CHIP_ID</c>.</summary>
/// <param name="Value">64 bits, of which the firmware uses the lower 48.</param>
internal readonly record struct ChipId(ulong Value)
{
    /// <summary>The device id that the firmware publishes: the lower six bytes, lowest first. 0x567890abcdef gives efcdab907856.</summary>
    public string DeviceId
    {
        get
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, Value);
            return Convert.ToHexStringLower(bytes[..6]);
        }
    }

    /// <summary>A random chip id.</summary>
    public static ChipId New()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes[..6]);

        // The firmware prints the id without leading zeros, so the byte that is printed first must have two digits.
        return new ChipId(BinaryPrimitives.ReadUInt64LittleEndian(bytes) | 0x10);
    }

    /// <summary>The value of the environment variable.</summary>
    public override string ToString() => $"0x{Value:x12}";
}
