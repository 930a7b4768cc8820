using System.Globalization;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Processes;

/// <summary>The stop ladder: SIGTERM, then SIGKILL, for a process and all that it started.</summary>
internal static class ProcessTree
{
    /// <summary>Ends a tree of processes and comes back when it is gone.</summary>
    /// <param name="root">Its root; a root that has ended already is fine.</param>
    /// <param name="first">The first rung of the ladder.</param>
    /// <param name="timeouts">How long each rung waits.</param>
    /// <exception cref="TimeoutException">A process outlives SIGKILL.</exception>
    public static async Task StopAsync(ProcessIdentity root, ProcessSignal first, LabTimeouts timeouts)
    {
        // A sudo that runs nothing yet is about to start what must be ended.
        await Wait.TryUntilAsync(() => !Members(root).Exists(process => IsIdleSudo(process)), timeouts.Terminate, timeouts.ProbeInterval);
        var tree = Members(root);
        if (first == ProcessSignal.Terminate)
        {
            await SendAsync(tree, ProcessSignal.Terminate);
            var ended = await Wait.TryUntilAsync(() => !tree.Exists(process => process.IsAlive), timeouts.Terminate, timeouts.ProbeInterval);
            if (ended)
            {
                return;
            }
        }

        // A member may have started another in the meantime.
        tree = [.. tree.Union(tree.SelectMany(Members))];
        await SendAsync(tree, ProcessSignal.Kill);
        if (!await Wait.TryUntilAsync(() => !tree.Exists(process => process.IsAlive), timeouts.Kill, timeouts.ProbeInterval))
        {
            var left = string.Join(", ", tree.Where(process => process.IsAlive).Select(process => process.Id.ToString(CultureInfo.InvariantCulture)));
            throw new TimeoutException($"Process {left} still runs {timeouts.Kill.TotalSeconds:0} s after SIGKILL.");
        }
    }

    /// <summary>What a process has become: the last of those that run one another, such as the program that a sudo runs.</summary>
    public static ProcessIdentity Innermost(ProcessIdentity root) => Members(root).LastOrDefault() ?? root;

    private static async Task SendAsync(List<ProcessIdentity> tree, ProcessSignal signal)
    {
        var roots = tree.Where(process => !Superuser.Current.IsSudo(process)).Where(process => !ProcessSignals.Send(process, signal)).ToList();
        await Superuser.Current.SignalAsync(roots, signal);
    }

    private static bool IsIdleSudo(ProcessIdentity process) => Superuser.Current.IsSudo(process) && !Children(process.Id).Any();

    // Without /proc the tree is the process alone: a launcher replaces itself by the program, so there is nothing between.
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
            members.AddRange(Children(members[i].Id).Select(ProcessIdentity.Of).OfType<ProcessIdentity>());
        }

        return members;
    }

    private static IEnumerable<int> Children(int id)
    {
        var tasks = $"/proc/{id.ToString(CultureInfo.InvariantCulture)}/task";
        string[] threads;
        try
        {
            threads = Directory.GetDirectories(tasks);
        }
        catch (DirectoryNotFoundException)
        {
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
                // The thread has ended between the listing and the look: its children are now those of another one.
                continue;
            }

            foreach (var child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return int.Parse(child, CultureInfo.InvariantCulture);
            }
        }
    }
}
