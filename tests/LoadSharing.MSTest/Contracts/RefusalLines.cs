namespace LoadSharing.MSTest.Contracts;

/// <summary>The lines of the contract that refuse a request: what is wrong with it.</summary>
internal static class RefusalLines
{
    public const string NotJson = "body not JSON";
    public const string NoHost = "no host";
    public const string BlankHost = "blank host";
    public const string NoDomain = "host without domain or address";
    public const string OwnHost = "own host";
    public const string PeersMethod = "other method on peers";
    public const string BareDelete = "DELETE without a host";
    public const string EmptyPath = "DELETE of an empty host";
    public const string UnknownPeer = "DELETE of an unknown peer";
    public const string UndecodableHost = "DELETE of an undecodable host";
    public const string PeerMethod = "other method on a peer";
    public const string DiscoverMethod = "other method on discover";
}
