using LoadSharing.Lab.Processes;

namespace Build.Prerequisites;

/// <summary>What <c>--isolation=namespace</c> needs.</summary>
internal static class NamespacePrerequisites
{
    private const string NotOnMacOS = "not there: give --isolation=host";

    /// <summary>All of it.</summary>
    public static IReadOnlyList<Prerequisite> All { get; } =
    [
        Tool("ip", "makes the fleets' networks", "iproute2", "-Version"),
        Tool("unshare", "gives a fleet its own /run", "util-linux"),
        Tool("nsenter", "starts what belongs into a fleet's network", "util-linux"),
        .. Privileges.NeedsSudo ? [Tool("setpriv", "has firmware run as this user again", "util-linux")] : Array.Empty<Prerequisite>(),
        Tool("dbus-daemon", "each fleet's message bus", "dbus-daemon"),
        Tool("avahi-daemon", "each fleet's multicast DNS", "avahi-daemon"),
        Namespaces,
    ];

    // A trial that leaves nothing: the namespace and both ends of the link are gone with the process.
    private static Prerequisite Namespaces => new(
        "network namespaces", "a network for each fleet",
        "give this container CAP_SYS_ADMIN and CAP_NET_ADMIN, or modprobe veth; else give --isolation=host", NotOnMacOS,
        async cancellation =>
        {
            string[] trial = ["--net", "--mount", "ip", "link", "add", "one", "type", "veth", "peer", "name", "other"];
            var finding = await AskAsync("unshare", trial, cancellation);
            return finding.IsMet ? Finding.Met("can be made") : finding;
        });

    private static Prerequisite Tool(string program, string purpose, string package, string question = "--version") => new(
        program, purpose, $"apt-get install {package}; or give --isolation=host", NotOnMacOS,
        cancellation => AskAsync(program, [question], cancellation));

    // As root, who has other directories on PATH than a user.
    private static Task<Finding> AskAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        string[] command = [.. Superuser.Current.Prefix, program, .. arguments];
        return ToolCheck.AskAsync(command[0], command[1..], cancellation);
    }
}
