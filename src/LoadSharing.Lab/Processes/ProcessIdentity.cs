using System.ComponentModel;
using System.Diagnostics;

namespace LoadSharing.Lab.Processes;

/// <summary>A process, identified by its id and its start time because ids are reused.</summary>
/// <param name="Id">The process id.</param>
/// <param name="Started">The start time in a form that depends on the platform; only compared for equality.</param>
public sealed record ProcessIdentity(int Id, string Started)
{
    private static readonly string BootId = File.Exists("/proc/sys/kernel/random/boot_id") ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : "";

    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = Of(Environment.ProcessId) ?? throw new InvalidOperationException("This process has no start time.");

    /// <summary>Whether the process is running. A zombie is not.</summary>
    public bool IsAlive => Of(Id) == this;

    /// <summary>Whether a signal has suspended the process. Where there is no /proc, the answer is always true: the signal was sent.</summary>
    public bool IsSuspended => !OperatingSystem.IsLinux() || ReadStat(Id) is ["T", ..];

    /// <summary>The first 15 characters of its program's name (proc(5)); null if it has exited or the platform has no /proc.</summary>
    public string? ReadName()
    {
        try
        {
            return File.ReadAllText($"/proc/{Id.ToString()}/comm").TrimEnd('\n');
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The running process of an id, or null.</summary>
    public static ProcessIdentity? Of(int id)
    {
        if (OperatingSystem.IsLinux())
        {
            return OfLinux(id);
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited ? null : new ProcessIdentity(id, process.StartTime.ToUniversalTime().Ticks.ToString());
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // GetProcessById and StartTime report an exited or inaccessible process only by these exceptions.
            return null;
        }
    }

    // proc(5): field 3 of stat is the state, field 22 the start time in clock ticks since boot. Process.StartTime is rounded.
    private static ProcessIdentity? OfLinux(int id) =>
        ReadStat(id) is { Length: > 19 } fields && fields[0] is not ("Z" or "X") ? new ProcessIdentity(id, $"{fields[19]}@{BootId}") : null;

    private static string[]? ReadStat(int id)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{id.ToString()}/stat");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }
}
