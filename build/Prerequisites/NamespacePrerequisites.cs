using LoadSharing.Lab.Processes;

namespace Build.Prerequisites;

/// <summary>The prerequisites of <c>--isolation=namespace</c>.</summary>
internal static class NamespacePrerequisites
{
    private const string OnMacOS = "not available: give --isolation=host";

    /// <param name="needsAvahi">Whether each fleet has D-Bus and Avahi.</param>
    public static IReadOnlyList<Prerequisite> For(bool needsAvahi) =>
    [
        Tool("ip", "creates the fleets' networks", "iproute2", "-Version"),
        Tool("unshare", "gives each fleet its own /run", "util-linux"),
        Tool("nsenter", "starts processes in a fleet's network", "util-linux"),
        .. Privileges.NeedsSudo ? [Tool("setpriv", "runs firmware as this user, not as root", "util-linux")] : Array.Empty<Prerequisite>(),
        .. needsAvahi
            ? [
                Tool("dbus-daemon", "message bus of each fleet", "dbus-daemon"),
                Tool("avahi-daemon", "multicast DNS of each fleet", "avahi-daemon"),
            ]
            : Array.Empty<Prerequisite>(),
        Namespaces,
    ];

    // Creates a namespace with a veth pair. Both vanish when the process exits.
    private static Prerequisite Namespaces => new(
        "network namespaces", "network of each fleet",
        "give this container CAP_SYS_ADMIN and CAP_NET_ADMIN, or modprobe veth; or give --isolation=host", OnMacOS,
        async cancellation =>
        {
            string[] trial = ["--net", "--mount", "ip", "link", "add", "one", "type", "veth", "peer", "name", "other"];
            var finding = await RunAsync("unshare", trial, cancellation);
            return finding.IsMet ? Finding.Met("can be created") : finding;
        });

    private static Prerequisite Tool(string program, string purpose, string package, string versionOption = "--version") => new(
        program, purpose, $"apt-get install {package}; or give --isolation=host", OnMacOS,
        cancellation => RunAsync(program, [versionOption], cancellation));

    // As the superuser, whose PATH has other directories than a user's.
    private static Task<Finding> RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        string[] command = [.. Superuser.Current.Prefix, program, .. arguments];
        return ToolCheck.RunAsync(command[0], command[1..], cancellation);
    }
}
