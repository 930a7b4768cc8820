using System.Text.RegularExpressions;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Sessions;

/// <summary>A named network namespace of a session (ip-netns(8)).</summary>
/// <param name="Name">The name, which contains the session's id.</param>
internal sealed record NetworkNamespace(string Name)
{
    /// <summary>The name of the interface in the namespace that leads to this machine.</summary>
    public const string HostInterface = "to-host";

    // Fixed by ip-netns(8).
    private const string Directory = "/run/netns";

    // Kills the namespace's processes and deletes the link explicitly: the kernel would delete it some time after the last process has exited. The link may
    // not exist yet.
    private const string RemovalScript =
        $"""
         for process in $(ip netns pids "$0"); do kill -KILL "$process"; done
         ip -netns "$0" link delete {HostInterface}
         exec ip netns delete "$0"
         """;

    /// <summary>The file that represents the namespace.</summary>
    public string Path => System.IO.Path.Combine(Directory, Name);

    /// <summary>The namespace of a fleet.</summary>
    public static NetworkNamespace Of(Session session, string fleet) => new($"openevse-{session.Id}-{fleet}");

    /// <summary>Whether the name is one that the session gives.</summary>
    public bool IsOf(string sessionId) => Regex.IsMatch(Name, $"^openevse-{Regex.Escape(sessionId)}-fleet-[0-9]+\\z");

    /// <summary>Whether the kernel has netem, which loses and delays packets: loaded, as a module, or built in.</summary>
    public static bool HasNetem { get; } = System.IO.Directory.Exists("/sys/module/sch_netem") || NamesNetem("modules.dep") || NamesNetem("modules.builtin");

    /// <summary>Whether the machine has nft, which filters packets.</summary>
    public static bool HasFilter { get; } = SearchPath.Find("nft").Any() || File.Exists("/usr/sbin/nft");

    /// <summary>Creates the namespace. It has only a loopback interface, which is down.</summary>
    /// <exception cref="LabException">The system refuses.</exception>
    public Task CreateAsync() => ToolRun.RunAsync(Superuser.Current.AsRoot(new ProcessCommand("ip", ["netns", "add", Name])));

    /// <summary>Makes its loopback interface, on which the stations reach each other, lose and delay packets.</summary>
    /// <exception cref="LabException">The system refuses, or its kernel has no netem.</exception>
    public async Task ImpairAsync(ImpairmentRequest impairment)
    {
        // A loopback interface has no queue. Deleting one that is not there would be an error.
        string[] queue = impairment is { LossPercent: 0, DelayMilliseconds: 0 }
            ? ["noqueue"]
            : ["netem", "loss", Text(impairment.LossPercent, "%"), "delay", Text(impairment.DelayMilliseconds, "ms")];
        var command = Superuser.Current.AsRoot(new ProcessCommand("tc", ["-netns", Name, "qdisc", "replace", "dev", "lo", "root", .. queue]));
        if (await ToolRun.TryAsync(command) is { } error)
        {
            throw new LabException($"{command}: {error} Loss and delay need tc of iproute2 and the kernel module sch_netem: try modprobe sch_netem.");
        }

        static string Text(double value, string unit) => $"{value}{unit}";
    }

    /// <summary>Drops all packets of TCP between the processes of a control group and ports of the namespace. Replaces the ports of an earlier call.</summary>
    /// <exception cref="LabException">The system refuses, or its kernel cannot filter by control group.</exception>
    public async Task SetUnreachableAsync(ControlGroup group, IReadOnlyList<int> ports)
    {
        // The first two commands delete the rules of an earlier call, also if there was none. nft(8): paths are relative to /sys/fs/cgroup.
        var table = $"inet {System.IO.Path.GetFileName(group.Path)}";
        var rules = $"add table {table}\ndelete table {table}\n";
        if (ports.Count > 0)
        {
            var station = $"socket cgroupv2 level {group.Level} \"{System.IO.Path.GetRelativePath("/sys/fs/cgroup", group.Path)}\"";
            var peers = $"{{ {string.Join(", ", ports)} }}";
            rules +=
                $$"""
                  table {{table}} {
                    chain output { type filter hook output priority 0; {{station}} tcp dport {{peers}} drop; }
                    chain input { type filter hook input priority 0; {{station}} tcp sport {{peers}} drop; }
                  }

                  """;
        }

        var command = Superuser.Current.AsRoot(new ProcessCommand("nsenter", [$"--net={Path}", "nft", "-f", "-"]));
        if (await ToolRun.TryAsync(command, rules) is { } error)
        {
            throw new LabException($"{command}: {error} A partition needs nft of nftables and the kernel module nft_socket: try modprobe nft_socket.");
        }
    }

    /// <summary>Removes the namespace, its link and its processes.</summary>
    /// <returns>False if it did not exist.</returns>
    /// <exception cref="LabException">It still exists.</exception>
    public async Task<bool> RemoveAsync()
    {
        if (!File.Exists(Path))
        {
            return false;
        }

        var error = await ToolRun.TryAsync(Superuser.Current.AsRoot(new ProcessCommand("sh", ["-c", RemovalScript, Name])));
        if (error is not null && File.Exists(Path))
        {
            throw new LabException($"The network namespace {Name} cannot be removed: {error}");
        }

        // An error without the file means that another process has just removed the namespace.
        return error is null;
    }

    private static bool NamesNetem(string list)
    {
        const string release = "/proc/sys/kernel/osrelease";
        var file = System.IO.Path.Combine("/lib/modules", File.Exists(release) ? File.ReadAllText(release).Trim() : "", list);
        return File.Exists(file) && File.ReadAllText(file).Contains("/sch_netem.ko", StringComparison.Ordinal);
    }
}
