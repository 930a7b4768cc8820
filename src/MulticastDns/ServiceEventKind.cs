namespace MulticastDns;

/// <summary>What happened to a service instance on the link.</summary>
public enum ServiceEventKind
{
    /// <summary>It is there and resolved.</summary>
    Found,

    /// <summary>Its host, port, addresses or text are others than before.</summary>
    Changed,

    /// <summary>It said goodbye, or what is known of it has expired.</summary>
    Removed,
}
