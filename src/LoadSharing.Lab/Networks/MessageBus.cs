using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Networks;

/// <summary>A D-Bus system bus: firmwares talk to Avahi over it.</summary>
/// <param name="directory">Where its socket and configuration are.</param>
internal sealed class MessageBus(string directory)
{
    /// <summary>Names the system bus to its clients.</summary>
    public const string AddressVariable = "DBUS_SYSTEM_BUS_ADDRESS";

    /// <summary>Its address. The D-Bus specification wants what is no letter, digit or one of -_/.\* as %XX.</summary>
    public string Address =>
        $"unix:path={Uri.EscapeDataString(Socket).Replace("%2F", "/", StringComparison.Ordinal).Replace("~", "%7E", StringComparison.Ordinal)}";

    /// <summary>Starts it, in a mount namespace that all of its fleet can enter while it lives; its configuration is written by then.</summary>
    public ProcessCommand Command
    {
        get
        {
            var file = Path.Combine(directory, "bus.conf");
            File.WriteAllText(file, Configuration);
            return OwnMounts.Around(
                new ProcessCommand("dbus-daemon", [$"--config-file={file}", "--nofork", "--nopidfile", "--nosyslog"]) { End = ProcessSignal.Kill }, Socket);
        }
    }

    private string Socket => Path.Combine(directory, "bus");

    // Whoever reaches the socket is a station of the fleet, or its Avahi.
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

    /// <summary>It is ready when Avahi can connect to it.</summary>
    public Func<string, Readiness> Ready(LabTimeouts timeouts) => _ => Readiness.Listens(Socket, timeouts.NetworkReady);
}
