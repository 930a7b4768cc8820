namespace MulticastDns;

/// <summary>A change of a service instance on the link.</summary>
/// <param name="Kind">The kind of change.</param>
/// <param name="Instance">The instance after the change; for <see cref="ServiceEventKind.Removed"/> before it.</param>
public sealed record ServiceEvent(ServiceEventKind Kind, ServiceInstance Instance);

/// <summary>The kinds of <see cref="ServiceEvent"/>.</summary>
public enum ServiceEventKind
{
    /// <summary>The instance was discovered and resolved.</summary>
    Found,

    /// <summary>The host, port, addresses or text changed.</summary>
    Changed,

    /// <summary>The instance was removed by a goodbye, or its records expired.</summary>
    Removed,
}
