namespace LoadSharing.Lab.Contracts;

/// <summary>The routes of the lab's REST API. Every request except that for the page needs the header <c>Authorization: Bearer TOKEN</c>.</summary>
public static class LabRoutes
{
    /// <summary>GET with <c>?token=TOKEN</c> reads the live page.</summary>
    public const string Page = "/";

    /// <summary>GET streams a <see cref="LabSnapshot"/> twice a second, as server-sent events.</summary>
    public const string Snapshots = "/snapshots";

    /// <summary>POST leases a fleet, GET lists the leases.</summary>
    public const string Leases = "/leases";

    /// <summary>GET reads a lease; DELETE with <c>?state=clean|dirty|failed</c> releases it.</summary>
    public const string Lease = "/leases/{id}";

    /// <summary>GET browses the fleet's mDNS link.</summary>
    public const string Services = "/leases/{id}/services";

    /// <summary>GET reads the packets on the fleet's mDNS link. The first request starts the recording.</summary>
    public const string Packets = "/leases/{id}/packets";

    /// <summary>POST splits the fleet into two sides that do not reach each other; DELETE heals it.</summary>
    public const string Partition = "/leases/{id}/partition";

    /// <summary>POST makes the fleet's network lose and delay packets; DELETE heals it.</summary>
    public const string Impairment = "/leases/{id}/impairment";

    /// <summary>GET reads a station of a leased fleet.</summary>
    public const string Station = "/stations/{name}";

    /// <summary>POST restarts the firmware in its state directory.</summary>
    public const string Restart = "/stations/{name}/restart";

    /// <summary>POST stops the firmware, and its bridge unless the bridge survives it.</summary>
    public const string Stop = "/stations/{name}/stop";

    /// <summary>POST starts a stopped firmware in its state directory.</summary>
    public const string Start = "/stations/{name}/start";

    /// <summary>POST copies the state directory, for a later start with it.</summary>
    public const string Backup = "/stations/{name}/backup";

    /// <summary>POST freezes the firmware: it neither answers nor acts.</summary>
    public const string Freeze = "/stations/{name}/freeze";

    /// <summary>POST lets a frozen firmware continue.</summary>
    public const string Thaw = "/stations/{name}/thaw";

    /// <summary>POST causes a fault of the serial line between firmware and charger; DELETE heals it.</summary>
    public const string Serial = "/stations/{name}/serial";

    /// <summary>POST triggers a discovery of the firmware.</summary>
    public const string Discover = "/stations/{name}/discover";

    /// <summary>POST connects the car of the emulator.</summary>
    public const string ConnectCar = "/stations/{name}/connect-car";

    /// <summary>POST makes the connected car request current.</summary>
    public const string RequestCharge = "/stations/{name}/request-charge";

    /// <summary>GET reads the file in which the firmware saves its peers.</summary>
    public const string SavedPeers = "/stations/{name}/saved-peers";

    /// <summary>GET reads the log of a component as text.</summary>
    public const string Log = "/stations/{name}/logs/{component}";

    /// <summary>GET streams the end of a component's log and then each appended text, as server-sent events.</summary>
    public const string FollowedLog = "/stations/{name}/logs/{component}/follow";

    /// <summary>POST reports the progress of a test.</summary>
    public const string Tests = "/tests";

    /// <summary>POST records a duration for the benchmark.</summary>
    public const string Measurements = "/measurements";
}
