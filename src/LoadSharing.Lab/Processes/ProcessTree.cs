using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Processes;

/// <summary>Stops a process and its descendants: SIGTERM, then SIGKILL.</summary>
internal static class ProcessTree
{
    /// <summary>Stops a process and its descendants, and returns when all have exited.</summary>
    /// <param name="root">The process; it may have exited already.</param>
    /// <param name="first">The first signal. With <see cref="ProcessSignal.Terminate"/>, SIGKILL follows after the timeout.</param>
    /// <param name="timeouts">The timeouts of both signals.</param>
    /// <param name="stopTimeout">The time from SIGTERM to SIGKILL; null for that of the timeouts.</param>
    /// <exception cref="LabException">A process still runs after SIGKILL.</exception>
    public static async Task StopAsync(ProcessIdentity root, ProcessSignal first, LabTimeouts timeouts, TimeSpan? stopTimeout = null)
    {
        // A sudo without a child is about to start the process that must be stopped.
        await Wait.TryUntilAsync(() => !Members(root).Exists(IsSudoWithoutChild), timeouts.Terminate, timeouts.ProbeInterval);
        var tree = Members(root);
        if (first == ProcessSignal.Terminate)
        {
            await SendAsync(WithoutSudo(tree), (int)ProcessSignal.Terminate);
            if (await Wait.TryUntilAsync(() => !tree.Exists(process => process.IsAlive), stopTimeout ?? timeouts.Terminate, timeouts.ProbeInterval))
            {
                return;
            }
        }

        // A member may have started another process in the meantime.
        tree = [.. tree.Union(tree.SelectMany(Members))];
        await SendAsync(WithoutSudo(tree), (int)ProcessSignal.Kill);
        if (!await Wait.TryUntilAsync(() => !tree.Exists(process => process.IsAlive), timeouts.KillTree, timeouts.ProbeInterval))
        {
            var alive = string.Join(", ", tree.Where(process => process.IsAlive).Select(process => process.Id.ToString()));
            throw new LabException($"Process {alive} still runs {timeouts.KillTree.TotalSeconds:0} s after SIGKILL.");
        }
    }

    /// <summary>Suspends a process and its descendants by SIGSTOP, and returns when none of them runs.</summary>
    /// <exception cref="LabException">The platform has no SIGSTOP, or a process still runs.</exception>
    public static async Task FreezeAsync(ProcessIdentity root, LabTimeouts timeouts)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new LabException("Windows cannot freeze a process. Use virtual stations without --own-processes.");
        }

        var tree = WithoutSudo(Members(root));
        await SendAsync(tree, ProcessSignals.Suspend);
        if (!await Wait.TryUntilAsync(() => !tree.Exists(Runs), timeouts.Kill, timeouts.ProbeInterval))
        {
            var running = string.Join(", ", tree.Where(Runs).Select(process => process.Id.ToString()));
            throw new LabException($"Process {running} still runs {timeouts.Kill.TotalSeconds:0} s after SIGSTOP.");
        }

        static bool Runs(ProcessIdentity process) => !process.IsSuspended && process.IsAlive;
    }

    /// <summary>Lets a suspended process and its descendants continue.</summary>
    public static Task ThawAsync(ProcessIdentity root) => SendAsync(Members(root), ProcessSignals.Resume);

    /// <summary>The last descendant of a process whose members each run the next one, such as the program behind a sudo.</summary>
    public static ProcessIdentity Innermost(ProcessIdentity root) => Members(root).LastOrDefault() ?? root;

    /// <summary>The running children of a process. Requires /proc.</summary>
    public static IEnumerable<ProcessIdentity> ChildrenOf(ProcessIdentity process) =>
        Children(process.Id).Select(ProcessIdentity.Of).OfType<ProcessIdentity>();

    private static async Task SendAsync(List<ProcessIdentity> tree, int signal) =>
        await Superuser.Current.SignalAsync(tree.FindAll(process => !ProcessSignals.Send(process, signal)), signal);

    private static List<ProcessIdentity> WithoutSudo(List<ProcessIdentity> tree) => tree.FindAll(process => !Superuser.Current.IsSudo(process));

    private static bool IsSudoWithoutChild(ProcessIdentity process) => Superuser.Current.IsSudo(process) && !Children(process.Id).Any();

    // Without /proc the tree is the process alone. That suffices, because a launcher replaces itself by the program.
    private static List<ProcessIdentity> Members(ProcessIdentity root)
    {
        var members = new List<ProcessIdentity>();
        if (root.IsAlive)
        {
            members.Add(root);
        }

        if (!OperatingSystem.IsLinux())
        {
            return members;
        }

        for (var i = 0; i < members.Count; i++)
        {
            members.AddRange(ChildrenOf(members[i]));
        }

        return members;
    }

    private static IEnumerable<int> Children(int id)
    {
        var tasks = $"/proc/{id.ToString()}/task";
        string[] threads;
        try
        {
            threads = Directory.GetDirectories(tasks);
        }
        catch (IOException)
        {
            // The process has exited. One that exits during the listing is "No such process", not a missing directory.
            yield break;
        }

        foreach (var thread in threads)
        {
            string children;
            try
            {
                children = File.ReadAllText(Path.Combine(thread, "children"));
            }
            catch (IOException)
            {
                // The thread has exited since the listing; the kernel has reassigned its children to another thread.
                continue;
            }

            foreach (var child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return int.Parse(child);
            }
        }
    }
}
