using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Sessions;

/// <summary>A named network namespace of a session: ip-netns(8).</summary>
/// <param name="Name">Its name, which has the session's id in it.</param>
internal sealed record NetworkNamespace(string Name)
{
    /// <summary>What the namespace's end of the link that leads out of it is called.</summary>
    public const string WayOut = "to-host";

    // Fixed by ip-netns(8).
    private const string Directory = "/run/netns";

    // What runs in it is the session's, noted or not. The link by itself: the kernel would remove it too, but some time after the last process has left the
    // namespace. It may have none yet.
    private const string Removal =
        $"""
         for process in $(ip netns pids "$0"); do kill -KILL "$process"; done
         ip -netns "$0" link delete {WayOut}
         exec ip netns delete "$0"
         """;

    /// <summary>The file that holds it.</summary>
    public string Path => System.IO.Path.Combine(Directory, Name);

    /// <summary>The namespace of a fleet.</summary>
    public static NetworkNamespace Of(Session session, string fleet) => new($"openevse-{session.Id}-{fleet}");

    /// <summary>Whether it can be one that this session has made.</summary>
    public bool IsOf(string sessionId) => Name.StartsWith($"openevse-{sessionId}-", StringComparison.Ordinal);

    /// <summary>Makes it; it has nothing but a loopback interface, which is down.</summary>
    public Task MakeAsync() => ToolRun.RunAsync(Superuser.Current.AsRoot(new ProcessCommand("ip", ["netns", "add", Name])));

    /// <summary>Removes it and its link, if it is there, and ends what runs in it.</summary>
    /// <returns>Whether it was.</returns>
    /// <exception cref="InvalidOperationException">It is still there.</exception>
    public async Task<bool> RemoveAsync()
    {
        if (!File.Exists(Path))
        {
            return false;
        }

        var said = await ToolRun.TryAsync(Superuser.Current.AsRoot(new ProcessCommand("sh", ["-c", Removal, Name])));
        if (said is not null && File.Exists(Path))
        {
            throw new InvalidOperationException($"The network namespace {Name} can't be removed: {said}");
        }

        // Else somebody has been quicker.
        return said is null;
    }
}
