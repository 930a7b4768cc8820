namespace Build.Options;

/// <summary>The value of <c>--bridge</c>.</summary>
public enum BridgeKind
{
    /// <summary>socat, one process for each station.</summary>
    Socat,

    /// <summary><c>virtual-station bridge</c>, one process for all.</summary>
    Own,
}
