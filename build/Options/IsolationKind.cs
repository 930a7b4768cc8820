namespace Build.Options;

/// <summary>The networks a fleet can have.</summary>
public enum IsolationKind
{
    /// <summary>This machine's own: all stations share its mDNS.</summary>
    Host,

    /// <summary>A network namespace for each fleet, with an mDNS of its own.</summary>
    Namespace,
}
