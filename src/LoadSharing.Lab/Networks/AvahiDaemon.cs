using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Networks;

/// <summary>An Avahi of a fleet's own, on the loopback interface only.</summary>
/// <param name="directory">Where its configuration is.</param>
/// <param name="timeouts">The lab's time-outs.</param>
internal sealed class AvahiDaemon(string directory, LabTimeouts timeouts)
{
    /// <summary>The host name that it answers to.</summary>
    public const string HostName = "lab";

    private const string Started = "Server startup complete";

    // The daemon would spend 0.8 s on making sure that nobody else has its name before it serves anybody; its static hosts are published beside the services.
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

    /// <summary>Starts it; its configuration is written by then.</summary>
    public ProcessCommand Command
    {
        get
        {
            var file = Path.Combine(directory, "avahi.conf");
            File.WriteAllText(file, Configuration);
            return new ProcessCommand("avahi-daemon", ["--no-chroot", "--no-drop-root", "--no-rlimits", $"--file={file}"]) { End = ProcessSignal.Kill };
        }
    }

    /// <summary>It is ready when it says so.</summary>
    public Readiness Ready(string log) => new(
        $"its log says '{Started}'",
        async cancellation => (await LogTail.ReadAsync(log, cancellation)).Contains(Started, StringComparison.Ordinal) ? null : "it does not say so yet",
        timeouts.NetworkReady);
}
