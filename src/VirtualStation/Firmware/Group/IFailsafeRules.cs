using VirtualStation.Firmware.Settings;

namespace VirtualStation.Firmware.Group;

/// <summary>The limit of a station.</summary>
/// <param name="Amps">The current.</param>
/// <param name="Disable">Whether the station has to stop.</param>
internal readonly record struct FailsafeLimit(double Amps, bool Disable);

/// <summary>Decides when a member is in failsafe, and on its limit then.</summary>
internal interface IFailsafeRules
{
    /// <param name="group">The settings of the member.</param>
    /// <param name="silence">The simulated time since the last allocation; null if none was received since boot.</param>
    bool IsActive(GroupSettings group, TimeSpan? silence);

    FailsafeLimit Limit(GroupSettings group);
}

/// <inheritdoc />
internal sealed class FailsafeRules : IFailsafeRules
{
    public bool IsActive(GroupSettings group, TimeSpan? silence) =>
        group.Controller.Length == 0 || silence is not { } time || time > TimeSpan.FromSeconds(group.HeartbeatSeconds);

    public FailsafeLimit Limit(GroupSettings group) =>
        group.FailsafeMode == GroupSettings.DisableMode || group.SafeCurrentAmps <= 0
            ? new FailsafeLimit(0, true)
            : new FailsafeLimit(group.SafeCurrentAmps, false);
}
