using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Networks;

/// <summary>The D-Bus system bus of a fleet's namespace, over which firmware talks to Avahi.</summary>
/// <param name="directory">The directory of its socket and configuration.</param>
/// <param name="sessionDirectory">The directory of the session, which the fleet must reach.</param>
internal sealed class MessageBus(string directory, string sessionDirectory)
{
    /// <summary>The environment variable with the address of the system bus.</summary>
    public const string AddressVariable = "DBUS_SYSTEM_BUS_ADDRESS";

    /// <summary>The address of the bus. The D-Bus specification requires %XX for all bytes but letters, digits and <c>-_/.\*</c>.</summary>
    public string Address =>
        $"unix:path={Uri.EscapeDataString(Socket).Replace("%2F", "/", StringComparison.Ordinal).Replace("~", "%7E", StringComparison.Ordinal)}";

    private string Socket => Path.Combine(directory, "bus");

    // No access control is needed: only the fleet's stations and its Avahi reach the socket.
    private string Configuration =>
        $"""
         <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
         <busconfig>
           <type>system</type>
           <listen>{Address}</listen>
           <auth>EXTERNAL</auth>
           <policy context="default">
             <allow user="*"/>
             <allow own="org.freedesktop.Avahi"/>
             <allow send_destination="*"/>
             <allow receive_sender="*"/>
           </policy>
         </busconfig>

         """;

    /// <summary>Writes the configuration.</summary>
    /// <returns>The command that starts the bus in a new mount namespace, which other processes of the fleet can enter while the bus runs.</returns>
    public ProcessCommand Configure()
    {
        var file = Path.Combine(directory, "bus.conf");
        File.WriteAllText(file, Configuration);
        var bus = new ProcessCommand("dbus-daemon", [$"--config-file={file}", "--nofork", "--nopidfile", "--nosyslog"]) { StopSignal = ProcessSignal.Kill };
        return FleetMounts.Create(bus, Socket, sessionDirectory);
    }

    /// <summary>Ready when clients can connect.</summary>
    public Readiness Ready(TimeSpan timeout) => Readiness.Listens(Socket, timeout);
}
