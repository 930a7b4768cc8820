namespace LoadSharing.MSTest.Contracts;

/// <summary>The paths of the peer API.</summary>
internal static class PeerApi
{
    public const string Peers = "/loadsharing/peers";
    public const string Discover = "/loadsharing/discover";

    /// <summary>Whether a path is the peer API's.</summary>
    public static bool Has(string path) => path == Discover || path == Peers || path.StartsWith($"{Peers}/", StringComparison.Ordinal);

    /// <param name="hostInPath">The host as it goes into a path.</param>
    public static string Peer(string hostInPath) => $"{Peers}/{hostInPath}";
}
