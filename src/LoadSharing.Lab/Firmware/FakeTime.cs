namespace LoadSharing.Lab.Firmware;

/// <summary>libfaketime, a preloaded library that makes the time of a native program run faster.</summary>
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
    /// <exception cref="LabException">The library is not installed.</exception>
    internal static IReadOnlyDictionary<string, string?> Environment(double factor) => new Dictionary<string, string?>
    {
        ["LD_PRELOAD"] = Library ?? throw new LabException($"{Name} is not installed, which a firmware needs whose time runs faster. Install faketime."),
        ["FAKETIME"] = $"+0 x{factor}",
    };
}
