namespace VirtualStation.Firmware.Allocation;

/// <summary>The reaction of a controller to a member that is offline.</summary>
internal enum FailsafeMode
{
    /// <summary>Reserves current for it.</summary>
    SafeCurrent,

    /// <summary>Stops every station.</summary>
    Disable,
}

/// <summary>The settings of a group that the allocation depends on.</summary>
/// <param name="GroupMaximumAmps">The current of the group. Zero or less ends the allocation.</param>
/// <param name="SafetyFactor">Multiplies the group's current.</param>
/// <param name="Mode">What to do about an offline member.</param>
/// <param name="SafeCurrentAmps">The current of a station in failsafe.</param>
/// <param name="PeerAssumedAmps">The current reserved for each offline member.</param>
/// <param name="RotationInterval">How long stations of equal priority keep their order. Zero disables the rotation.</param>
internal sealed record GroupLimits(
    double GroupMaximumAmps, double SafetyFactor, FailsafeMode Mode, double SafeCurrentAmps, double PeerAssumedAmps, TimeSpan RotationInterval);
