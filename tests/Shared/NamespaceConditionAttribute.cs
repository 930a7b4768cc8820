using LoadSharing.Lab.Processes;

namespace LoadSharing.Tests;

/// <summary>For tests that make network namespaces: they run wherever this process or sudo may, and there is an Avahi to put into them.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NamespaceConditionAttribute : ConditionBaseAttribute
{
    private static readonly string[] Programs = ["/usr/sbin/avahi-daemon", "/usr/bin/dbus-daemon"];

    private static readonly string? Obstacle =
        Privileges.ObstacleToNamespaces ?? (Array.Find(Programs, program => !File.Exists(program)) is { } missing ? $"there is no {missing}" : null);

    public NamespaceConditionAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = $"This test makes network namespaces, and {Obstacle}.";

    public override string GroupName => nameof(NamespaceConditionAttribute);

    public override bool IsConditionMet => Obstacle is null;
}
