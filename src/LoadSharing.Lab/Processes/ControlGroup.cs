using System.Diagnostics;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Processes;

/// <summary>
/// A control group of version 2 (cgroups(7)). Descendants of its processes stay in it even if they detach and clear their environment, and the kernel kills
/// all of them at once. Only a process that may write to the parent group, such as one of root, can leave it.
/// </summary>
/// <param name="path">Its directory.</param>
internal sealed class ControlGroup(string path)
{
    private const string Kill = "cgroup.kill";
    private const string Processes = "cgroup.procs";

    // cgroups(7): every group except the root has it.
    private const string TypeFile = "cgroup.type";

    // Against a leak or a fork bomb of foreign code. 64 stations with the suite take 5 GB and 2,000 threads. The kernel offers these files only in groups
    // whose parent delegates the controllers.
    private static readonly (string File, string Value)[] Limits =
    [
        ("memory.max", (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3).ToString()),
        ("pids.max", "16384"),
    ];

    /// <summary>Its directory.</summary>
    public string Path => path;

    /// <summary>The file through which a process enters the group.</summary>
    public string Entrance => System.IO.Path.Combine(path, Processes);

    /// <summary>The number of control groups in its path, without the root.</summary>
    public int Level => Ancestors().TakeWhile(directory => File.Exists(System.IO.Path.Combine(directory, TypeFile))).Count();

    /// <summary>Whether the directory exists and is a control group.</summary>
    public bool Exists => File.Exists(System.IO.Path.Combine(path, Kill));

    /// <summary>The groups of a name that this process may be able to create: beside its own group, or below it.</summary>
    public static IEnumerable<ControlGroup> Candidates(string name) => Parents().Select(parent => new ControlGroup(System.IO.Path.Combine(parent, name)));

    /// <summary>A group in this one, which is created if it does not exist.</summary>
    public ControlGroup Child(string name) => new(Directory.CreateDirectory(System.IO.Path.Combine(path, name)).FullName);

    /// <summary>Kills all processes of the group and removes it with the groups in it.</summary>
    /// <returns>Whether there were processes.</returns>
    /// <exception cref="LabException">A process still runs.</exception>
    public async Task<bool> RemoveAsync(LabTimeouts timeouts)
    {
        var hadProcesses = HasProcesses();
        if (hadProcesses)
        {
            File.WriteAllText(System.IO.Path.Combine(path, Kill), "1");
            if (!await Wait.TryUntilAsync(() => !HasProcesses(), timeouts.KillTree, timeouts.ProbeInterval))
            {
                throw new LabException($"A process of the control group {path} still runs {timeouts.KillTree.TotalSeconds:0} s after SIGKILL.");
            }
        }

        foreach (var child in Directory.EnumerateDirectories(path))
        {
            Directory.Delete(child);
        }

        Directory.Delete(path);
        return hadProcesses;
    }

    // proc(5): the path after 0:: is that of version 2. It is relative to the root of the control group namespace, and so is the mount in a container.
    private static IEnumerable<string> Parents()
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        var mount = File.ReadLines("/proc/self/mountinfo").Select(line => line.Split(' ')).FirstOrDefault(fields => fields.Contains("cgroup2"));
        var own = File.ReadLines("/proc/self/cgroup").FirstOrDefault(line => line.StartsWith("0::/", StringComparison.Ordinal))?["0::/".Length..];
        return mount is not [_, _, _, "/", var root, ..] || own is null ? []
            : own.Length == 0 ? [root]
            : [System.IO.Path.GetDirectoryName(System.IO.Path.Combine(root, own))!, System.IO.Path.Combine(root, own)];
    }

    /// <summary>Creates the group.</summary>
    /// <returns>Whether this process may create it and move processes into it.</returns>
    public bool TryCreate()
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        // The right to create a group does not include the right to move a process into it.
        using var probe = Process.Start(Launcher.WithPipes(new ProcessCommand("/bin/sh", ["-c", "[ -e \"$0\" ] && echo 0 >\"$0\"", Entrance])))!;
        probe.WaitForExit();
        if (probe.ExitCode != 0)
        {
            Directory.Delete(path);
            return false;
        }

        foreach (var (file, value) in Limits.Where(limit => File.Exists(System.IO.Path.Combine(path, limit.File))))
        {
            File.WriteAllText(System.IO.Path.Combine(path, file), value);
        }

        return true;
    }

    private IEnumerable<string> Ancestors()
    {
        for (var directory = path; directory is not null; directory = System.IO.Path.GetDirectoryName(directory))
        {
            yield return directory;
        }
    }

    private bool HasProcesses() => File.ReadAllText(System.IO.Path.Combine(path, "cgroup.events")).Contains("populated 1", StringComparison.Ordinal);
}
