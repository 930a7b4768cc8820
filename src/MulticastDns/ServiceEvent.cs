namespace MulticastDns;

/// <summary>A change on the link.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Instance">The instance as it is now; for <see cref="ServiceEventKind.Removed"/> as it was last.</param>
public sealed record ServiceEvent(ServiceEventKind Kind, ServiceInstance Instance);
