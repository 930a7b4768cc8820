using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace LoadSharing.Lab.Processes;

/// <summary>Whether this process can create network namespaces, itself or through sudo.</summary>
public static class Privileges
{
    private const int ProgramNotFound = 127;

    // capabilities(7): creating namespaces and mounts, and configuring networks. Root in a container often lacks them.
    private static readonly (int Bit, string Name)[] Required = [(12, "CAP_NET_ADMIN"), (21, "CAP_SYS_ADMIN")];

    // sudo answers in 20 ms unless it queries a directory service, which may hang.
    private static readonly TimeSpan SudoTimeout = TimeSpan.FromSeconds(10);

    private static readonly List<string> Missing = OperatingSystem.IsLinux() ? MissingFrom(File.ReadLines("/proc/self/status")) : [];

    private static readonly Lazy<string?> Reason = new(FindReason);

    /// <summary>Whether this process needs sudo to create namespaces.</summary>
    public static bool NeedsSudo => Missing.Count > 0;

    /// <summary>The reason why this process cannot create network namespaces, not even through sudo; null if it can. The first read runs sudo.</summary>
    public static string? NamespacesUnavailable => Reason.Value;

    private static string? FindReason() =>
        !OperatingSystem.IsLinux() ? "only Linux has network namespaces"
        : NeedsSudo && ProbeSudo() is { } reason ? $"this process lacks {string.Join(" and ", Missing)}, and {reason}"
        : null;

    // With the arguments of later calls: no terminal (setsid), no password prompt (-n), no cached password (-k), and PATH preserved.
    private static string? ProbeSudo()
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
            return "setsid is not on PATH";
        }

        using var process = sudo;
        sudo.StandardInput.Close();
        var output = sudo.StandardOutput.ReadToEndAsync();
        var errors = sudo.StandardError.ReadToEndAsync();
        if (!sudo.WaitForExit(SudoTimeout))
        {
            return $"sudo did not exit within {SudoTimeout.TotalSeconds.ToString()} s";
        }

        return sudo.ExitCode switch
        {
            0 when MissingFrom(output.Result.Split('\n')) is { Count: > 0 } missing => $"root lacks {string.Join(" and ", missing)} too",
            0 => null,
            ProgramNotFound => "sudo is not installed",
            _ => errors.Result.Split('\n')[0].Trim(),
        };
    }

    private static List<string> MissingFrom(IEnumerable<string> status)
    {
        const string Field = "CapEff:";
        var line = status.First(line => line.StartsWith(Field, StringComparison.Ordinal))[Field.Length..];
        var effective = ulong.Parse(line.Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return [.. Required.Where(capability => (effective & (1UL << capability.Bit)) == 0).Select(capability => capability.Name)];
    }
}
