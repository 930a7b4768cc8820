namespace LoadSharing.Tests;

/// <summary>The virtual station, a program that is built along with the tests.</summary>
internal static class VirtualStation
{
    /// <summary>Its path: artifacts/bin/VirtualStation/debug/, beside the tests' own artifacts/bin/PROJECT/debug/.</summary>
    public static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory, "..", "..", "VirtualStation", new DirectoryInfo(AppContext.BaseDirectory).Name,
        OperatingSystem.IsWindows() ? "virtual-station.exe" : "virtual-station");

    /// <summary>
    /// A shell command that takes back the niceness of a native firmware, for a script that runs the virtual one: it needs half a second of processor time to
    /// start, for which it waited 15 s beside other tests.
    /// </summary>
    public const string NoNiceness = "{ echo 0 >/proc/self/autogroup; } 2>/dev/null";

    /// <summary>The shell commands of a script that stands for a native firmware: they run the virtual one with the arguments of the script.</summary>
    /// <param name="options">Options of <c>virtual-station firmware</c> that come first.</param>
    public static string RunFirmware(string options = "") => $"{NoNiceness}\nexec '{Program}' firmware {options} \"$@\"";
}
