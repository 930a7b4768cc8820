namespace LoadSharing.Tests;

/// <summary>The virtual station, a program that is built along with the tests.</summary>
internal static class VirtualStation
{
    /// <summary>Its path: artifacts/bin/VirtualStation/debug/, beside the tests' own artifacts/bin/PROJECT/debug/.</summary>
    public static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory, "..", "..", "VirtualStation", new DirectoryInfo(AppContext.BaseDirectory).Name,
        OperatingSystem.IsWindows() ? "virtual-station.exe" : "virtual-station");
}
