using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LoadSharing.Lab.Processes;

/// <summary>Sends signals to processes by id.</summary>
internal static partial class ProcessSignals
{
    private const int NotPermitted = 1;

    /// <summary>SIGSTOP.</summary>
    public static int Suspend => OperatingSystem.IsMacOS() ? 17 : 19;

    /// <summary>SIGCONT.</summary>
    public static int Resume => OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>Signals a process if it is still alive. Windows has no SIGTERM: there, both signals kill the process tree.</summary>
    /// <returns>False if the process belongs to another user and was not signalled.</returns>
    public static bool Send(ProcessIdentity process, int signal)
    {
        if (!process.IsAlive)
        {
            return true;
        }

        if (OperatingSystem.IsWindows())
        {
            try
            {
                using var windows = Process.GetProcessById(process.Id);
                windows.Kill(entireProcessTree: true);
            }
            catch (Exception error) when (error is ArgumentException or InvalidOperationException)
            {
                // The process has just exited.
            }

            return true;
        }

        // The only other error is ESRCH: the process has just exited.
        return Kill(process.Id, signal) == 0 || Marshal.GetLastPInvokeError() != NotPermitted;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
