namespace LoadSharing.MSTest;

/// <summary>Test categories by endpoint, for <c>--filter=TestCategory=discover</c>.</summary>
internal static class Endpoint
{
    /// <summary><c>/loadsharing/peers</c></summary>
    public const string Peers = "peers";

    /// <summary><c>/loadsharing/peers/{host}</c></summary>
    public const string Peer = "peer";

    /// <summary><c>/loadsharing/discover</c>, and what discovery finds.</summary>
    public const string Discover = "discover";

    /// <summary><c>/loadsharing/status</c></summary>
    public const string Status = "status";

    /// <summary><c>/config</c></summary>
    public const string Config = "config";

    /// <summary>Groups: roles, allocations, failsafe.</summary>
    public const string Group = "group";
}
