namespace VirtualStation.Firmware.Allocation;

/// <summary>The reasons of allocations.</summary>
internal static class AllocationReason
{
    /// <summary>No car wants to charge.</summary>
    public const string Idle = "idle";

    /// <summary>A car is connected but does not charge yet.</summary>
    public const string ConnectedMinimum = "connected_min";

    public const string EqualShare = "equal_share";

    /// <summary>The minimum, because the group's current is too low for the minimum of every charging station.</summary>
    public const string MinimumSubset = "min_subset";

    /// <summary>The rest of the group's current is below the station's minimum.</summary>
    public const string Insufficient = "insufficient";

    public const string Offline = "offline";

    /// <summary>A member is offline and the failsafe mode stops every station.</summary>
    public const string FailsafeDisabled = "failsafe_disabled";

    /// <summary>A member is offline and each station is limited to the safe current. Since 2026-09.</summary>
    public const string FailsafeSafeCurrent = "failsafe_safe_current";
}
