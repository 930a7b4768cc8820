namespace LoadSharing.Tests;

/// <summary>Runs a test only if network namespaces can be created, as root or by sudo, and Avahi and D-Bus are installed.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NamespaceConditionAttribute : ConditionBaseAttribute
{
    private static readonly string[] Programs = ["/usr/sbin/avahi-daemon", "/usr/bin/dbus-daemon"];

    private static readonly string? Reason =
        Privileges.NamespacesUnavailable ?? (Array.Find(Programs, program => !File.Exists(program)) is { } missing ? $"there is no {missing}" : null);

    public NamespaceConditionAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = $"Requires network namespaces with Avahi, but {Reason}.";

    public override string GroupName => nameof(NamespaceConditionAttribute);

    public override bool IsConditionMet => Reason is null;
}
