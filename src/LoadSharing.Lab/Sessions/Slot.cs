using System.Globalization;
using System.Net;

namespace LoadSharing.Lab.Sessions;

/// <summary>A machine-wide number and what follows from it.</summary>
/// <param name="Number">The number, from 0.</param>
internal sealed record Slot(int Number)
{
    /// <summary>How many slots there are: enough for every core made, and all ports stay below the ephemeral ones (32768).</summary>
    public const int Count = 1024;

    // From here on the ranges 8000+n, 8023+n and 8080+n would meet; further slots take three ports each.
    private const int FirstHigh = 23;
    private const int HighPorts = 20000;
    private const int LinkPorts = 15353;

    /// <summary>TCP port of the firmware's HTTP API.</summary>
    public int FirmwarePort => Number < FirstHigh ? 8000 + Number : HighPorts + (3 * (Number - FirstHigh));

    /// <summary>TCP port of the emulator's HTTP API.</summary>
    public int EmulatorPort => Number < FirstHigh ? 8080 + Number : HighPorts + (3 * (Number - FirstHigh)) + 1;

    /// <summary>TCP port of the emulator's RAPI.</summary>
    public int RapiPort => Number < FirstHigh ? 8023 + Number : HighPorts + (3 * (Number - FirstHigh)) + 2;

    /// <summary>The link that a fleet of virtual stations whose first slot this is has to itself: group and UDP port.</summary>
    public string Link => string.Create(CultureInfo.InvariantCulture, $"{new IPAddress([239, 86, (byte)(Number >> 8), (byte)Number])}:{LinkPorts + Number}");

    /// <summary>The station's name, for people and tests.</summary>
    public string StationName => $"station-{Text}";

    /// <summary>The firmware's host name.</summary>
    public string HostName => $"openevse-native-{Text}";

    /// <summary>The emulator's container.</summary>
    public string ContainerName => $"emulator_{Text}";

    /// <summary>The bridge's end of the serial line.</summary>
    public string PtyLink => $"/tmp/rapi_pty_{Text}";

    /// <summary>All TCP ports.</summary>
    public IReadOnlyList<int> Ports => [FirmwarePort, EmulatorPort, RapiPort];

    private string Text => Number.ToString(CultureInfo.InvariantCulture);
}
