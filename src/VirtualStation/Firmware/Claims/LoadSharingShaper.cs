using VirtualStation.Firmware.Charging;

namespace VirtualStation.Firmware.Claims;

/// <summary>Turns the limit of load sharing into a claim, as the firmware's current shaper does.</summary>
internal sealed class LoadSharingShaper(LoadSharingLimit limit, IClaims claims, Func<ChargerReading> readCharger, TimeProvider time)
{
    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(FirmwareIntervals.Shaper, time);
        do
        {
            Apply();
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>
    /// Updates the claim. A limit of 0 A disables the station only once the minimum of its charger is known: a controller that has just started
    /// claims 0 A first.
    /// </summary>
    public void Apply()
    {
        if (limit.Current is not { } current)
        {
            claims.Release(Claim.ShaperClient);
            return;
        }

        var isDisabled = current.IsDisabled || current.Amps < readCharger().MinimumAmps;
        claims.Set(new Claim(
            Claim.ShaperClient,
            Claim.ShaperPriority,
            new ClaimProperties(isDisabled ? ClaimProperties.Disabled : null, MaximumCurrent: (int)Math.Floor(current.Amps))));
    }
}
