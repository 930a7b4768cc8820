using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Networks;

/// <summary>The Avahi of a fleet's namespace, on its loopback interface only.</summary>
/// <param name="directory">The directory of its configuration.</param>
internal sealed class AvahiDaemon(string directory)
{
    /// <summary>The host name that Avahi publishes.</summary>
    public const string HostName = "lab";

    private const string ReadyMessage = "Server startup complete";

    // Without publish-addresses Avahi does not probe for its host name, which would take 0.8 s. Its address is published by the hosts file of FleetMounts.
    private const string Configuration =
        $"""
         [server]
         host-name={HostName}
         allow-interfaces=lo
         use-ipv4=yes
         use-ipv6=no
         ratelimit-interval-usec=1000000
         ratelimit-burst=1000
         [wide-area]
         enable-wide-area=no
         [publish]
         publish-addresses=no
         publish-hinfo=no
         publish-workstation=no
         [reflector]
         enable-reflector=no

         """;

    /// <summary>Writes the configuration.</summary>
    /// <returns>The command that starts the daemon.</returns>
    public ProcessCommand Configure()
    {
        var file = Path.Combine(directory, "avahi.conf");
        File.WriteAllText(file, Configuration);
        return new ProcessCommand("avahi-daemon", ["--no-chroot", "--no-drop-root", "--no-rlimits", $"--file={file}"]) { StopSignal = ProcessSignal.Kill };
    }

    /// <summary>Ready when its log says so.</summary>
    public static Readiness Ready(string log, TimeSpan timeout) => Readiness.LogContains(log, ReadyMessage, timeout);
}
