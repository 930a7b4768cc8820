using System.Net;

namespace LoadSharing.Lab.Sessions;

/// <summary>A number that one lab of this machine holds at a time, with the ports and names that follow from it.</summary>
/// <param name="Number">The number, from 0.</param>
public sealed record Slot(int Number)
{
    /// <summary>The number of slots. All ports are below the range of ephemeral ports, which begins at 32768.</summary>
    public const int Count = 1024;

    /// <summary>The firmware's host name without the number.</summary>
    public const string HostNamePrefix = "openevse-native-";

    // From slot 23 on, the ranges 8000+n, 8023+n and 8080+n would overlap. These slots have three consecutive ports each.
    private const int FirstHigh = 23;
    private const int HighPorts = 20000;
    private const int LinkPorts = 15353;

    /// <summary>The TCP port of the firmware's HTTP API.</summary>
    public int FirmwarePort => Number < FirstHigh ? 8000 + Number : HighPorts + (3 * (Number - FirstHigh));

    /// <summary>The TCP port of the emulator's HTTP API.</summary>
    public int EmulatorPort => Number < FirstHigh ? 8080 + Number : HighPorts + (3 * (Number - FirstHigh)) + 1;

    /// <summary>The TCP port of the emulator's serial protocol (RAPI).</summary>
    public int RapiPort => Number < FirstHigh ? 8023 + Number : HighPorts + (3 * (Number - FirstHigh)) + 2;

    /// <summary>The multicast group and UDP port of a fleet of virtual stations whose lowest slot this is.</summary>
    public string Link => $"{new IPAddress([239, 86, (byte)(Number >> 8), (byte)Number])}:{LinkPorts + Number}";

    /// <summary>The station's name in the lab.</summary>
    public string StationName => $"station-{Text}";

    /// <summary>The firmware's host name.</summary>
    public string HostName => $"{HostNamePrefix}{Text}";

    /// <summary>The name of the emulator's container.</summary>
    public string ContainerName => $"emulator_{Text}";

    /// <summary>The name of the symbolic link to the serial bridge's pseudo-terminal.</summary>
    public string PtyName => $"rapi_pty_{Text}";

    /// <summary>All TCP ports.</summary>
    public IReadOnlyList<int> Ports => [FirmwarePort, EmulatorPort, RapiPort];

    private string Text => Number.ToString();
}
