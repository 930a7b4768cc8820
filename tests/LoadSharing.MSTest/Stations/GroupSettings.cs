using System.Text.Json.Serialization;

namespace LoadSharing.MSTest.Stations;

/// <summary>Settings of load sharing for <c>POST /config</c>. A value that is null is left out.</summary>
public sealed record GroupSettings
{
    /// <summary>The settings of a controller whose group shares 32 A.</summary>
    public static GroupSettings OfController { get; } = new()
    {
        Enabled = true,
        Role = "controller",
        GroupId = "garage",
        MaximumAmps = 32,
        SafetyFactor = 1,
        HeartbeatSeconds = 20,
        FailsafeMode = "safe_current",
        SafeAmps = 6,
        AssumedAmps = 6,
    };

    /// <summary>The shortest heartbeat timeout that keeps a peer online: it sends its idle frames every 15 s.</summary>
    public static GroupSettings ShortHeartbeat { get; } = new() { HeartbeatSeconds = 20 };

    /// <summary>The settings of a member whose controller has released it.</summary>
    public static GroupSettings Released { get; } = new() { Enabled = false, Role = "" };

    /// <summary>The settings of a member that has left its group.</summary>
    public static GroupSettings Left { get; } = new() { Role = "" };

    [JsonPropertyName("loadsharing_enabled")]
    public bool? Enabled { get; init; }

    /// <summary><c>controller</c>, <c>member</c>, or empty for none.</summary>
    [JsonPropertyName("loadsharing_role")]
    public string? Role { get; init; }

    /// <summary>The controller of a member.</summary>
    [JsonPropertyName("loadsharing_controller_host")]
    public string? ControllerHost { get; init; }

    [JsonPropertyName("loadsharing_group_id")]
    public string? GroupId { get; init; }

    /// <summary>The current that the group shares, in A.</summary>
    [JsonPropertyName("loadsharing_group_max_current")]
    public double? MaximumAmps { get; init; }

    /// <summary>The share of the maximum that the group may use, 0 to 1.</summary>
    [JsonPropertyName("loadsharing_safety_factor")]
    public double? SafetyFactor { get; init; }

    /// <summary>The silence after which a station is in failsafe, in s.</summary>
    [JsonPropertyName("loadsharing_heartbeat_timeout")]
    public int? HeartbeatSeconds { get; init; }

    /// <summary><c>safe_current</c> or <c>disable</c>.</summary>
    [JsonPropertyName("loadsharing_failsafe_mode")]
    public string? FailsafeMode { get; init; }

    /// <summary>The limit of a station in failsafe, in A.</summary>
    [JsonPropertyName("loadsharing_failsafe_safe_current")]
    public double? SafeAmps { get; init; }

    /// <summary>The current that the controller reserves for each member that it does not reach, in A.</summary>
    [JsonPropertyName("loadsharing_failsafe_peer_assumed_current")]
    public double? AssumedAmps { get; init; }

    /// <summary>The interval at which members of one priority take turns, in s; 0 for never.</summary>
    [JsonPropertyName("loadsharing_rotation_interval")]
    public int? RotationSeconds { get; init; }

    /// <summary>The priority of the station; 2026-07 alone has it as a setting.</summary>
    [JsonPropertyName("loadsharing_priority")]
    public int? Priority { get; init; }

    /// <summary>The settings of a member.</summary>
    /// <param name="controller">The host of its controller.</param>
    public static GroupSettings OfMember(string controller) => new() { Enabled = true, Role = "member", ControllerHost = controller };
}
