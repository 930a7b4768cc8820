using System.Globalization;

namespace LoadSharing.Lab.Firmware;

/// <summary>libfaketime, which lets the time of a native program run faster: a library that the loader puts before the system's own.</summary>
internal static class FakeTime
{
    private const string Name = "libfaketimeMT.so.1";

    // Debian and Ubuntu put it below the directory of the architecture, others below lib or lib64.
    private static readonly string[] Roots = ["/usr/lib", "/usr/lib64", "/usr/local/lib"];

    /// <summary>The library for programs with threads, or null where it is not installed.</summary>
    public static string? Library { get; } = Roots.Where(Directory.Exists)
        .SelectMany(root => Directory.EnumerateDirectories(root).Prepend(root))
        .Select(directory => Path.Combine(directory, "faketime", Name))
        .FirstOrDefault(File.Exists);

    /// <summary>The variables that give a program its own time; it starts at the true one.</summary>
    /// <param name="factor">How many times as fast as the wall clock it runs.</param>
    /// <exception cref="InvalidOperationException">It is not installed; the prerequisites have said so.</exception>
    public static IReadOnlyDictionary<string, string?> Environment(double factor) => new Dictionary<string, string?>
    {
        ["LD_PRELOAD"] = Library ?? throw new InvalidOperationException($"{Name} is not installed."),
        ["FAKETIME"] = string.Create(CultureInfo.InvariantCulture, $"+0 x{factor}"),
    };
}
