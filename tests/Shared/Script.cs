using System.Diagnostics;

namespace LoadSharing.Tests;

/// <summary>Writes shell scripts that stand for programs.</summary>
internal static class Script
{
    /// <summary>
    /// Writes an executable script by a process of its own. If this process wrote it, a child that another thread forks at the same time would
    /// inherit the open file, and the script could not be executed ("text file busy").
    /// </summary>
    public static string Write(string path, string body)
    {
        using var writer = Start(path, body);
        writer.WaitForExit();
        Assert.AreEqual(0, writer.ExitCode, $"{path} could not be written");
        return path;
    }

    /// <inheritdoc cref="Write" />
    public static async Task<string> WriteAsync(string path, string body, CancellationToken cancellation)
    {
        using var writer = Start(path, body);
        await writer.WaitForExitAsync(cancellation);
        Assert.AreEqual(0, writer.ExitCode, $"{path} could not be written");
        return path;
    }

    private static Process Start(string path, string body) =>
        Process.Start("/bin/sh", ["-c", "printf '%s\\n' \"$2\" >\"$1\" && chmod +x \"$1\"", "sh", path, $"#!/bin/sh\n{body}"]);
}
