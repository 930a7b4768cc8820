using System.Diagnostics;

namespace LoadSharing.Tests;

/// <summary>Writes shell scripts that stand for programs.</summary>
internal static class Script
{
    /// <summary>
    /// Writes an executable script by a process of its own. If this process wrote it, a child that another thread forks at the same time would
    /// inherit the open file, and the script could not be executed ("text file busy").
    /// </summary>
    public static async Task<string> WriteAsync(string path, string body, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "printf '%s\\n' \"$2\" >\"$1\" && chmod +x \"$1\"", "sh", path, $"#!/bin/sh\n{body}"]);
        using var writer = Process.Start(start)!;
        await writer.WaitForExitAsync(cancellation);
        Assert.AreEqual(0, writer.ExitCode, $"{path} could not be written");
        return path;
    }
}
