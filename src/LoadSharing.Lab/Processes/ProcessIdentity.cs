using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace LoadSharing.Lab.Processes;

/// <summary>A process, told apart from a later one with the same id by when it started.</summary>
/// <param name="Id">The process id.</param>
/// <param name="Started">When it started, in the platform's own terms; only ever compared.</param>
internal sealed record ProcessIdentity(int Id, string Started)
{
    private static readonly string BootId = File.Exists("/proc/sys/kernel/random/boot_id") ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : "";

    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = Of(Environment.ProcessId) ?? throw new InvalidOperationException("This process has no start time.");

    /// <summary>Whether that very process runs now; one that has ended and waits to be reaped does not.</summary>
    public bool IsAlive => Of(Id) == this;

    /// <summary>The name of its program, at most 15 letters of it (proc(5)); null where it has ended, or there is no /proc.</summary>
    public string? ReadName()
    {
        try
        {
            return File.ReadAllText($"/proc/{Id.ToString(CultureInfo.InvariantCulture)}/comm").TrimEnd('\n');
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The process that has an id now, or null.</summary>
    public static ProcessIdentity? Of(int id)
    {
        if (OperatingSystem.IsLinux())
        {
            return OfLinux(id);
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited ? null : new ProcessIdentity(id, process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // GetProcessById and StartTime have no other way to say that the process is gone, or is somebody else's.
            return null;
        }
    }

    // proc(5): field 22 of stat is the start time in clock ticks since boot, exact where Process.StartTime is rounded; field 3 is the state.
    private static ProcessIdentity? OfLinux(int id)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields.Length > 19 && fields[0] is not ("Z" or "X") ? new ProcessIdentity(id, $"{fields[19]}@{BootId}") : null;
    }
}
