namespace LoadSharing.MSTest.Contracts;

/// <summary>The paths of the peer API.</summary>
internal static class PeerApi
{
    public const string Peers = "/loadsharing/peers";
    public const string Discover = "/loadsharing/discover";

    /// <param name="hostInPath">The host as it goes into a path.</param>
    public static string Peer(string hostInPath) => $"{Peers}/{hostInPath}";
}
