namespace Build;

/// <summary>The time since the start of this process. <c>build.sh</c> replaces itself by the program, so it includes the time of the script.</summary>
internal static class ProcessAge
{
    // sysconf(_SC_CLK_TCK); the kernel reports in this unit to all programs.
    private const double TicksPerSecond = 100;

    /// <summary>Reads it from the clock that counts from the boot of the machine, because the wall clock can be set while the script runs.</summary>
    /// <returns>Zero where the system does not report both times.</returns>
    public static TimeSpan Read()
    {
        try
        {
            return OperatingSystem.IsLinux() ? Between(File.ReadAllText("/proc/self/stat"), File.ReadAllText("/proc/uptime")) : TimeSpan.Zero;
        }
        catch (IOException)
        {
            return TimeSpan.Zero;
        }
    }

    /// <summary>The time from the start of a process to a reading of the uptime.</summary>
    /// <param name="stat">proc(5): field 22 of <c>stat</c> is the start in ticks since the boot.</param>
    /// <param name="uptime">proc(5): the first field of <c>uptime</c> is the time since the boot in seconds.</param>
    /// <returns>Zero if the uptime is that of a container (lxcfs): the start of a process counts from the boot of the host.</returns>
    public static TimeSpan Between(string stat, string uptime)
    {
        var started = double.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19]) / TicksPerSecond;
        var now = double.Parse(uptime.Split(' ')[0]);
        return TimeSpan.FromSeconds(Math.Max(0, now - started));
    }
}
