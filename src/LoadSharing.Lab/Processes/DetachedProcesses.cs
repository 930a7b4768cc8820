using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace LoadSharing.Lab.Processes;

/// <summary>
/// Descendants of this process that no process of a lab is a parent of: programs have detached them. Where no control group contains them, this process
/// becomes their parent, and so finds them.
/// </summary>
public static partial class DetachedProcesses
{
    // prctl(2).
    private const int SetChildSubreaper = 36;

    private static readonly ConcurrentBag<ProcessIdentity> Started = [];
    private static bool _isParent;

    /// <summary>Makes this process the parent of descendants whose own parents exit.</summary>
    public static void Adopt() => _isParent = OperatingSystem.IsLinux() && ProcessControl(SetChildSubreaper, 1, 0, 0, 0) == 0;

    /// <summary>
    /// Kills the adopted processes and their descendants. No other children may run than those that a <see cref="ChildProcess"/> has started.
    /// </summary>
    /// <exception cref="LabException">A process still runs.</exception>
    public static Task KillAsync(LabTimeouts timeouts)
    {
        var adopted = _isParent ? ProcessTree.ChildrenOf(ProcessIdentity.Current).Except(Started) : [];
        return Task.WhenAll(adopted.Select(child => ProcessTree.StopAsync(child, ProcessSignal.Kill, timeouts)));
    }

    internal static void AddStarted(ProcessIdentity process) => Started.Add(process);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint value, nuint third, nuint fourth, nuint fifth);
}
