namespace VirtualStation.Firmware.Claims;

/// <summary>The result of all claims: each property comes from the claim with the highest priority that has it.</summary>
/// <param name="Properties">The properties. Without a claim the state is active.</param>
/// <param name="StateOwner">The client that owns the state; null if no claim has one.</param>
/// <param name="ChargeCurrentOwner">The client that owns the charge current.</param>
/// <param name="MaximumCurrentOwner">The client that owns the maximum current.</param>
internal sealed record ClaimTarget(ClaimProperties Properties, int? StateOwner, int? ChargeCurrentOwner, int? MaximumCurrentOwner)
{
    public bool IsDisabled => Properties.State == ClaimProperties.Disabled;

    /// <param name="claims">The claims, the highest priority first.</param>
    public static ClaimTarget Of(IReadOnlyList<Claim> claims)
    {
        var state = claims.FirstOrDefault(claim => claim.Properties.State is not null);
        var charge = claims.FirstOrDefault(claim => claim.Properties.ChargeCurrent is not null);
        var maximum = claims.FirstOrDefault(claim => claim.Properties.MaximumCurrent is not null);
        return new ClaimTarget(
            new ClaimProperties(state?.Properties.State ?? ClaimProperties.Active, charge?.Properties.ChargeCurrent, maximum?.Properties.MaximumCurrent),
            state?.Client,
            charge?.Client,
            maximum?.Client);
    }
}
