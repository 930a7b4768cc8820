namespace LoadSharing.MSTest;

/// <summary>Test categories: the endpoint a test is about, for <c>--filter=TestCategory=discover</c>.</summary>
internal static class Endpoints
{
    /// <summary><c>/loadsharing/peers</c></summary>
    public const string Peers = "peers";

    /// <summary><c>/loadsharing/peers/{host}</c></summary>
    public const string Peer = "peer";

    /// <summary><c>/loadsharing/discover</c></summary>
    public const string Discover = "discover";
}
