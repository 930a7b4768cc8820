using System.Text.Json;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Settings;

namespace VirtualStation.Firmware.Group;

/// <summary>The settings that a controller sends to each member.</summary>
internal sealed record PushedSettings
{
    public required string Role { get; init; }

    public required string Controller { get; init; }

    public required string GroupId { get; init; }

    /// <summary>Null since 2026-09, which keeps it to itself.</summary>
    public double? GroupMaximumAmps { get; init; }

    public required double SafetyFactor { get; init; }

    public required double HeartbeatSeconds { get; init; }

    public required string FailsafeMode { get; init; }

    public required double SafeCurrentAmps { get; init; }

    public required double PeerAssumedAmps { get; init; }

    public static PushedSettings From(GroupSettings group, StationIdentity self, FirmwareGeneration generation) => new()
    {
        Role = GroupSettings.MemberRole,
        Controller = self.MdnsName,
        GroupId = group.GroupId,
        GroupMaximumAmps = generation.PushesGroupMaximum ? group.GroupMaximumAmps : null,
        SafetyFactor = group.SafetyFactor,
        HeartbeatSeconds = group.HeartbeatSeconds,
        FailsafeMode = group.FailsafeMode,
        SafeCurrentAmps = group.SafeCurrentAmps,
        PeerAssumedAmps = group.PeerAssumedAmps,
    };

    public ReadOnlyMemory<byte> ToJson() => JsonText.WriteObject(Write);

    private void Write(Utf8JsonWriter json)
    {
        json.WriteBoolean(GroupSettings.EnabledName, true);
        json.WriteString(GroupSettings.RoleName, Role);
        json.WriteString(GroupSettings.ControllerName, Controller);
        json.WriteString(GroupSettings.GroupIdName, GroupId);
        if (GroupMaximumAmps is { } maximum)
        {
            json.WriteNumber(GroupSettings.GroupMaximumName, maximum);
        }

        json.WriteNumber(GroupSettings.SafetyFactorName, SafetyFactor);
        json.WriteNumber(GroupSettings.HeartbeatName, HeartbeatSeconds);
        json.WriteString(GroupSettings.FailsafeModeName, FailsafeMode);
        json.WriteNumber(GroupSettings.SafeCurrentName, SafeCurrentAmps);
        json.WriteNumber(GroupSettings.PeerAssumedName, PeerAssumedAmps);
    }
}
