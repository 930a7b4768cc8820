namespace Build.Tests.Support;

/// <summary>Quick tests of the suite, by unique beginnings of their names, for runs that need any test or one of a kind.</summary>
internal static class SuiteTests
{
    /// <summary>Takes a reused or a fresh station.</summary>
    public const string Discover = "DiscoverTrigger";

    /// <summary>Takes a fresh station; fails if that lists another one.</summary>
    public const string FreshStation = "PeersInitialState";

    public const string AddPeer = "AddPeerManual";
    public const string AddPeerAgain = "AddPeerDuplicate";
    public const string DeletePeer = "DeletePeer_JoinedPeer";
    public const string DeleteUnknownPeer = "DeleteNonexistentPeer";

    /// <summary>Takes fresh fleets, one for each instance count, and waits for their mDNS discovery.</summary>
    public const string Discovery = "PeerDiscoveryMdns";

    /// <summary>Exchanges frames with a station on <c>/ws</c>.</summary>
    public const string Ping = "Ping_OfAClient";

    /// <summary>Takes two stations and reads what they publish by mDNS.</summary>
    public const string PublishedServices = "Services_StoppedStation";

    /// <summary>The option that selects tests.</summary>
    public static string Filter(params IEnumerable<string> tests) => "--filter=" + string.Join('|', tests.Select(test => $"Name~{test}"));
}
