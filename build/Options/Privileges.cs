using System.Globalization;

namespace Build.Options;

/// <summary>What this process may do.</summary>
internal static class Privileges
{
    // capabilities(7): making namespaces and mounts, and configuring networks. Root in a container often lacks them.
    private static readonly (int Bit, string Name)[] Needed = [(12, "CAP_NET_ADMIN"), (21, "CAP_SYS_ADMIN")];

    /// <summary>Why this process can't make network namespaces; null if it can.</summary>
    public static string? ObstacleToNamespaces { get; } = OperatingSystem.IsLinux()
        ? Missing(File.ReadAllLines("/proc/self/status"))
        : "only Linux has network namespaces";

    private static string? Missing(IReadOnlyList<string> status)
    {
        const string Field = "CapEff:";
        var line = status.First(line => line.StartsWith(Field, StringComparison.Ordinal))[Field.Length..];
        var effective = ulong.Parse(line.Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var missing = Needed.Where(capability => (effective & (1UL << capability.Bit)) == 0).Select(capability => capability.Name).ToList();
        return missing.Count == 0 ? null : $"this process has no {string.Join(" and no ", missing)}";
    }
}
