namespace VirtualStation.Firmware.Claims;

/// <summary>The override that a user sets by <c>/override</c>: a claim that is lost at a restart.</summary>
internal sealed class ManualOverride(IClaims claims)
{
    private int _version;

    /// <summary>The number of changes since boot.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Null without an override.</summary>
    public ClaimProperties? Properties => claims.All.FirstOrDefault(claim => claim.Client == Claim.OverrideClient)?.Properties;

    public void Set(ClaimProperties properties)
    {
        // The version changes first: a listener of the claims reads both.
        Interlocked.Increment(ref _version);
        claims.Set(new Claim(Claim.OverrideClient, Claim.OverridePriority, properties));
    }

    public void Release()
    {
        Interlocked.Increment(ref _version);
        claims.Release(Claim.OverrideClient);
    }
}
