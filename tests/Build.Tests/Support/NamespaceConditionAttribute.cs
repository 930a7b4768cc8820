using Build.Options;

namespace Build.Tests.Support;

/// <summary>For tests that make network namespaces: they run wherever this process may, with whatever tools are there, and nowhere else.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NamespaceConditionAttribute : ConditionBaseAttribute
{
    public NamespaceConditionAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = $"This test makes network namespaces, and {Privileges.ObstacleToNamespaces}.";

    public override string GroupName => nameof(NamespaceConditionAttribute);

    public override bool IsConditionMet => Privileges.ObstacleToNamespaces is null;
}
