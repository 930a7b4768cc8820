namespace LoadSharing.Lab.Networks;

/// <summary>The networks that a fleet can have.</summary>
public enum IsolationKind
{
    /// <summary>The machine's network. All stations share its mDNS.</summary>
    Host,

    /// <summary>A network namespace for each fleet, with its own mDNS.</summary>
    Namespace,

    /// <summary>The machine's network with a multicast link for each fleet, which virtual firmware has on every platform.</summary>
    Link,
}
