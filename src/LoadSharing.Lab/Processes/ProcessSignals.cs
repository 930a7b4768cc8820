using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LoadSharing.Lab.Processes;

/// <summary>Sends signals to processes by id.</summary>
internal static partial class ProcessSignals
{
    private const int NotPermitted = 1;

    /// <summary>Signals one process if it still is the one meant; on Windows, which has no SIGTERM, both end it.</summary>
    /// <returns>False if it is another user's, and was not signalled.</returns>
    public static bool Send(ProcessIdentity process, ProcessSignal signal)
    {
        if (!process.IsAlive)
        {
            return true;
        }

        if (OperatingSystem.IsWindows())
        {
            using var windows = Process.GetProcessById(process.Id);
            windows.Kill(entireProcessTree: true);
            return true;
        }

        // ESRCH, the only other error possible, means that it ended just now: what was wanted.
        return Kill(process.Id, (int)signal) == 0 || Marshal.GetLastPInvokeError() != NotPermitted;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
