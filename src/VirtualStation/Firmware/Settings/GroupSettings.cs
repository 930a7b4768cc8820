namespace VirtualStation.Firmware.Settings;

/// <summary>The load sharing settings.</summary>
internal sealed class GroupSettings(ConfigDocument config)
{
    public const string Prefix = "loadsharing_";
    public const string RoleName = Prefix + "role";
    public const string ControllerName = Prefix + "controller_host";
    public const string MemberRole = "member";

    public bool IsEnabled => config.Flag(Prefix + "enabled");

    public string GroupId => config.Text(Prefix + "group_id");

    /// <summary>The station's own priority, until 2026-07.</summary>
    public double Priority => config.Number(Prefix + "priority");

    public string Controller => config.Text(ControllerName);

    public double HeartbeatSeconds => config.Number(Prefix + "heartbeat_timeout");

    /// <summary>Whether a controller manages this station. Its load sharing settings are then read-only.</summary>
    public bool IsMember => IsEnabled && config.Text(RoleName) == MemberRole;
}
