using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Build.Lab.Processes;

/// <summary>The signals the lab sends.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProcessSignal>))]
internal enum ProcessSignal
{
    /// <summary>Ask to end.</summary>
    [JsonStringEnumMemberName("SIGTERM")]
    Terminate = 15,

    /// <summary>End at once.</summary>
    [JsonStringEnumMemberName("SIGKILL")]
    Kill = 9,
}

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
