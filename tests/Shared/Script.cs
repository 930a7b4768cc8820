using System.Diagnostics;

namespace LoadSharing.Tests;

/// <summary>Shell scripts that stand for programs.</summary>
internal static class Script
{
    /// <summary>
    /// Writes an executable script by a process of its own: a child that another thread forks while this process has the file open for writing
    /// would make its execution fail with "text file busy".
    /// </summary>
    public static async Task<string> WriteAsync(string path, string body, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "printf '%s\\n' \"$2\" >\"$1\" && chmod +x \"$1\"", "sh", path, $"#!/bin/sh\n{body}"]);
        using var writer = Process.Start(start)!;
        await writer.WaitForExitAsync(cancellation);
        Assert.AreEqual(0, writer.ExitCode, $"{path} was not written");
        return path;
    }
}
