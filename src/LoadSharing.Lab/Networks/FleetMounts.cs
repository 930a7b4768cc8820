using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Networks;

/// <summary>
/// The mount namespace of a fleet. It has its own /run and /etc/avahi, where programs expect D-Bus and Avahi, its own /etc/hosts, because a firmware
/// resolves its peers' names there, and its own /dev/shm, where libfaketime leaves files. The session's directory stays reachable, also below /run. The
/// kernel removes the namespace with its last process.
/// </summary>
internal static class FleetMounts
{
    // Descriptor 3 leads to the session's directory after a mount has covered its path. mount would resolve the descriptor to that path.
    // --propagation slave: the namespace receives unmounts of the machine, such as other fleets' namespaces, and propagates none.
    private static readonly string Script =
        $"""
         exec 3<"$1" && mount -t tmpfs -o mode=755 run /run &&
         if [ ! -d "$1" ]; then mkdir -p "$1" && mount --no-canonicalize --bind /proc/self/fd/3 "$1"; fi && exec 3<&- && shift &&
         mkdir /run/avahi-daemon /run/dbus && ln -s "$0" /run/dbus/system_bus_socket &&
         mount -t tmpfs -o mode=755 avahi /etc/avahi && mkdir /etc/avahi/services && echo '127.0.0.1 {AvahiDaemon.HostName}.local' >/etc/avahi/hosts &&
         seq 0 {Slot.Count - 1} | sed 's/.*/127.0.0.1 {Slot.HostNamePrefix}&.local/' | cat /etc/hosts - >/run/hosts && mount --bind /run/hosts /etc/hosts &&
         mount -t tmpfs -o mode=1777 shm /dev/shm &&
         exec "$@"
         """;

    /// <summary>A command that creates the mount namespace and runs in it.</summary>
    /// <param name="command">The message bus.</param>
    /// <param name="socket">The socket on which it will listen.</param>
    /// <param name="session">The directory of the session.</param>
    public static ProcessCommand Create(ProcessCommand command, string socket, string session) => command with
    {
        Program = "unshare",
        Arguments = ["--mount", "--propagation", "slave", "sh", "-c", Script, socket, session, command.Program, .. command.Arguments],
    };

    /// <summary>The file through which other processes enter the mount namespace of a process.</summary>
    public static string Of(ProcessIdentity process) => $"/proc/{process.Id}/ns/mnt";
}
