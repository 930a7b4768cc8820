namespace LoadSharing.Lab.Firmware;

/// <summary>libfaketime, a preloaded library that makes the time of a native program run faster, or start later.</summary>
public static class FakeTime
{
    private const string Name = "libfaketimeMT.so.1";

    // Debian and Ubuntu install it below the architecture's directory, other distributions below lib or lib64.
    private static readonly string[] Roots = ["/usr/lib", "/usr/lib64", "/usr/local/lib"];

    /// <summary>The path of the library for multi-threaded programs; null if it is not installed.</summary>
    public static string? Library { get; } = Roots.Where(Directory.Exists)
        .SelectMany(root => Directory.EnumerateDirectories(root).Prepend(root))
        .Select(directory => Path.Combine(directory, "faketime", Name))
        .FirstOrDefault(File.Exists);

    /// <summary>The environment variables that make a program's time run faster from its start on.</summary>
    /// <param name="factor">How many times as fast.</param>
    /// <param name="uptime">The time that the lower 32 bits of its milliseconds show at the start; zero for any.</param>
    /// <exception cref="LabException">The library is not installed.</exception>
    internal static IReadOnlyDictionary<string, string?> Environment(double factor, TimeSpan uptime) => new Dictionary<string, string?>
    {
        ["LD_PRELOAD"] = Library ?? throw new LabException($"{Name} is not installed, which a firmware needs for a time of its own. Install faketime."),
        ["FAKETIME"] = $"+{(uptime == TimeSpan.Zero ? 0 : OffsetSeconds(uptime))} x{factor}",
    };

    // With an offset, all clocks of the program show the date and the offset, the monotonic one too.
    private static double OffsetSeconds(TimeSpan uptime)
    {
        const double rollover = uint.MaxValue + 1.0;
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() % rollover;
        return Math.Round((uptime.TotalMilliseconds - now + rollover) % rollover) / 1000;
    }
}
