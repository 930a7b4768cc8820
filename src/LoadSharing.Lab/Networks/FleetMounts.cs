using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Networks;

/// <summary>
/// The mount namespace of a fleet. It has its own /run and /etc/avahi, where programs expect D-Bus and Avahi, and its own /dev/shm, where libfaketime leaves
/// files. It shares /tmp with the machine because the serial lines are there. The kernel removes it with its last process.
/// </summary>
internal static class FleetMounts
{
    // --propagation slave: the namespace receives unmounts of the machine, such as other fleets' namespaces, and propagates none.
    private const string Script =
        $"""
         mount -t tmpfs -o mode=755 run /run && mkdir /run/avahi-daemon /run/dbus && ln -s "$0" /run/dbus/system_bus_socket &&
         mount -t tmpfs -o mode=755 avahi /etc/avahi && mkdir /etc/avahi/services && echo '127.0.0.1 {AvahiDaemon.HostName}.local' >/etc/avahi/hosts &&
         mount -t tmpfs -o mode=1777 shm /dev/shm &&
         exec "$@"
         """;

    /// <summary>A command that creates the mount namespace and runs in it.</summary>
    /// <param name="command">The message bus.</param>
    /// <param name="socket">The socket on which it will listen.</param>
    public static ProcessCommand Create(ProcessCommand command, string socket) => command with
    {
        Program = "unshare",
        Arguments = ["--mount", "--propagation", "slave", "sh", "-c", Script, socket, command.Program, .. command.Arguments],
    };

    /// <summary>The file through which other processes enter the mount namespace of a process.</summary>
    public static string Of(ProcessIdentity process) => $"/proc/{process.Id}/ns/mnt";
}
