namespace VirtualStation.Firmware.Claims;

/// <summary>The claims on the charger, at most one a client.</summary>
internal interface IClaims
{
    /// <summary>Raised after a change, on the thread that made it.</summary>
    event Action? Changed;

    /// <summary>The number of changes since boot.</summary>
    int Version { get; }

    /// <summary>All claims, the highest priority first.</summary>
    IReadOnlyList<Claim> All { get; }

    /// <summary>Adds a claim or replaces that of its client. An equal claim changes nothing.</summary>
    void Set(Claim claim);

    /// <summary>Removes the claim of a client, if it has one.</summary>
    void Release(int client);
}
