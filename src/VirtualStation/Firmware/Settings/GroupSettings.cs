namespace VirtualStation.Firmware.Settings;

/// <summary>The load sharing settings.</summary>
/// <param name="config">All settings.</param>
/// <param name="savesRoles">Whether a role is stored at once. Released firmware stores a role that comes alone with the next change only.</param>
internal sealed class GroupSettings(ConfigDocument config, bool savesRoles)
{
    public const string Prefix = "loadsharing_";
    public const string EnabledName = Prefix + "enabled";
    public const string RoleName = Prefix + "role";
    public const string ControllerName = Prefix + "controller_host";
    public const string GroupIdName = Prefix + "group_id";
    public const string GroupMaximumName = Prefix + "group_max_current";
    public const string SafetyFactorName = Prefix + "safety_factor";
    public const string HeartbeatName = Prefix + "heartbeat_timeout";
    public const string FailsafeModeName = Prefix + "failsafe_mode";
    public const string SafeCurrentName = Prefix + "failsafe_safe_current";
    public const string PeerAssumedName = Prefix + "failsafe_peer_assumed_current";
    public const string RotationName = Prefix + "rotation_interval";
    public const string ControllerRole = "controller";
    public const string MemberRole = "member";
    public const string DisableMode = "disable";
    public const string SafeCurrentMode = "safe_current";
    private const string PriorityName = Prefix + "priority";

    public bool IsEnabled => config.Flag(EnabledName);

    public string GroupId => config.Text(GroupIdName);

    /// <summary>The station's own priority, until 2026-07.</summary>
    public double Priority => config.Number(PriorityName);

    public string Controller => config.Text(ControllerName);

    public double GroupMaximumAmps => config.Number(GroupMaximumName);

    public double SafetyFactor => config.Number(SafetyFactorName);

    public double HeartbeatSeconds => config.Number(HeartbeatName);

    public string FailsafeMode => config.Text(FailsafeModeName);

    public double SafeCurrentAmps => config.Number(SafeCurrentName);

    public double PeerAssumedAmps => config.Number(PeerAssumedName);

    public double RotationSeconds => config.Number(RotationName);

    /// <summary>Whether this station divides the current of its group.</summary>
    public bool IsController => IsEnabled && config.Text(RoleName) == ControllerRole;

    /// <summary>Whether a controller manages this station. Its load sharing settings are then read-only.</summary>
    public bool IsMember => IsEnabled && config.Text(RoleName) == MemberRole;

    /// <summary>Whether the firmware stores a setting as an unsigned integer: a negative number becomes 0.</summary>
    public static bool IsUnsigned(string name) => name is HeartbeatName or PriorityName or RotationName;

    /// <summary>Makes this station a member at once.</summary>
    public void Join(string controller)
    {
        config.SetSilently(EnabledName, json => json.WriteBooleanValue(true), savesRoles);
        Set(MemberRole, controller);
    }

    /// <summary>Ends the member role at once.</summary>
    public void Leave() => Set("", "");

    private void Set(string role, string controller)
    {
        config.SetSilently(RoleName, json => json.WriteStringValue(role), savesRoles);
        config.SetSilently(ControllerName, json => json.WriteStringValue(controller), savesRoles);
    }
}
