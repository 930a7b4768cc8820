using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace LoadSharing.Lab.Processes;

/// <summary>What this process may do, and what sudo does for it.</summary>
internal static class Privileges
{
    private const int NoSuchProgram = 127;

    // capabilities(7): making namespaces and mounts, and configuring networks. Root in a container often lacks them.
    private static readonly (int Bit, string Name)[] Needed = [(12, "CAP_NET_ADMIN"), (21, "CAP_SYS_ADMIN")];

    // A sudo that asks nobody answers in 20 ms; one that asks a directory on the network may hang.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly List<string> Missing = OperatingSystem.IsLinux() ? MissingFrom(File.ReadLines("/proc/self/status")) : [];

    private static readonly Lazy<string?> Obstacle = new(FindObstacle);

    /// <summary>Whether namespaces are made by sudo, because this process may not make them itself.</summary>
    public static bool NeedsSudo => Missing.Count > 0;

    /// <summary>Why this process can't make network namespaces, by sudo neither; null if it can. Asks sudo the first time.</summary>
    public static string? ObstacleToNamespaces => Obstacle.Value;

    private static string? FindObstacle() =>
        !OperatingSystem.IsLinux() ? "only Linux has network namespaces"
        : NeedsSudo && AskSudo() is { } reason ? $"this process has no {string.Join(" and no ", Missing)}, and {reason}"
        : null;

    // As it will be used: without a terminal, and without a password that somebody has given a moment ago. The session's mark goes through it by name.
    private static string? AskSudo()
    {
        Process sudo;
        try
        {
            sudo = Process.Start(new ProcessStartInfo("setsid", ["sudo", "-n", "-k", "--preserve-env=PATH", "cat", "/proc/self/status"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            return "there is no setsid on PATH";
        }

        using var process = sudo;
        sudo.StandardInput.Close();
        var output = sudo.StandardOutput.ReadToEndAsync();
        var errors = sudo.StandardError.ReadToEndAsync();
        if (!sudo.WaitForExit(Patience))
        {
            return $"sudo has not answered within {Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s";
        }

        return sudo.ExitCode switch
        {
            0 when MissingFrom(output.Result.Split('\n')) is { Count: > 0 } missing => $"root has no {string.Join(" and no ", missing)} either",
            0 => null,
            NoSuchProgram => "there is no sudo",
            _ => errors.Result.Split('\n')[0].Trim(),
        };
    }

    private static List<string> MissingFrom(IEnumerable<string> status)
    {
        const string Field = "CapEff:";
        var line = status.First(line => line.StartsWith(Field, StringComparison.Ordinal))[Field.Length..];
        var effective = ulong.Parse(line.Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return [.. Needed.Where(capability => (effective & (1UL << capability.Bit)) == 0).Select(capability => capability.Name)];
    }
}
