namespace LoadSharing.Lab.Networks;

/// <summary>The networks a fleet can have.</summary>
public enum IsolationKind
{
    /// <summary>This machine's own: all stations share its mDNS.</summary>
    Host,

    /// <summary>A network namespace for each fleet, with an mDNS of its own.</summary>
    Namespace,

    /// <summary>This machine's, with a multicast link for each fleet, which virtual firmware has on every platform.</summary>
    Link,
}
