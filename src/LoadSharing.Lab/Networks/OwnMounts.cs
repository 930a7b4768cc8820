using System.Globalization;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Networks;

/// <summary>
/// A mount namespace for a fleet, where it finds its own message bus and Avahi in the places that are this machine's elsewhere: below /run, which has nothing
/// of this machine's, and /etc/avahi. /dev/shm is its own, too, for libfaketime leaves files there. It all ends with the processes in it. /tmp is this
/// machine's, for a serial line crosses there.
/// </summary>
internal static class OwnMounts
{
    // "slave" sees what this machine unmounts, such as the namespaces of other fleets, and tells it nothing.
    private const string Script =
        $"""
         mount -t tmpfs -o mode=755 run /run && mkdir /run/avahi-daemon /run/dbus && ln -s "$0" /run/dbus/system_bus_socket &&
         mount -t tmpfs -o mode=755 avahi /etc/avahi && mkdir /etc/avahi/services && echo '127.0.0.1 {AvahiDaemon.HostName}.local' >/etc/avahi/hosts &&
         mount -t tmpfs -o mode=1777 shm /dev/shm &&
         exec "$@"
         """;

    /// <summary>The same command, which makes the mount namespace and holds it.</summary>
    /// <param name="command">The message bus.</param>
    /// <param name="socket">Where it will listen.</param>
    public static ProcessCommand Around(ProcessCommand command, string socket) => command with
    {
        Program = "unshare",
        Arguments = ["--mount", "--propagation", "slave", "sh", "-c", Script, socket, command.Program, .. command.Arguments],
    };

    /// <summary>The file by which others enter the mount namespace that a process has.</summary>
    public static string Of(ProcessIdentity holder) => string.Create(CultureInfo.InvariantCulture, $"/proc/{holder.Id}/ns/mnt");
}
