using System.Text.Json;

namespace VirtualStation.Firmware.Settings;

/// <summary>Checks the load sharing settings in a request, in the order of the firmware.</summary>
internal static class GroupSettingsCheck
{
    private const double MaximumAmps = 80;

    /// <returns>The message of the 400 response; null if the settings are valid.</returns>
    public static string? FindError(JsonElement body, GroupSettings stored)
    {
        var safeCurrent = Number(body, GroupSettings.SafeCurrentName);
        var groupMaximum = Number(body, GroupSettings.GroupMaximumName);
        return groupMaximum < 0 ? $"{GroupSettings.GroupMaximumName} must be >= 0"
            : IsOutside(body, GroupSettings.SafetyFactorName, 0, 1) ? $"{GroupSettings.SafetyFactorName} must be between 0.0 and 1.0"
            : IsOutside(body, GroupSettings.HeartbeatName, 5, 600) ? $"{GroupSettings.HeartbeatName} must be between 5 and 600 seconds"
            : body.TryGetProperty(GroupSettings.FailsafeModeName, out var mode) && !IsMode(mode)
                ? $"{GroupSettings.FailsafeModeName} must be '{GroupSettings.SafeCurrentMode}' or '{GroupSettings.DisableMode}'"
            : IsOutside(body, GroupSettings.SafeCurrentName, 0, MaximumAmps) ? $"{GroupSettings.SafeCurrentName} must be between 0 and 80 amps"
            : IsOutside(body, GroupSettings.PeerAssumedName, 0, MaximumAmps) ? $"{GroupSettings.PeerAssumedName} must be between 0 and 80 amps"
            : (safeCurrent ?? groupMaximum) is not null && Exceeds(safeCurrent ?? stored.SafeCurrentAmps, groupMaximum ?? stored.GroupMaximumAmps)
                ? $"{GroupSettings.SafeCurrentName} must not exceed {GroupSettings.GroupMaximumName}"
            : null;
    }

    // A group without a maximum has no limit that the safe current could exceed.
    private static bool Exceeds(double safeCurrent, double groupMaximum) => groupMaximum > 0 && safeCurrent > groupMaximum;

    private static bool IsOutside(JsonElement body, string name, double minimum, double maximum) =>
        Number(body, name) is { } number && (number < minimum || number > maximum);

    private static bool IsMode(JsonElement mode) =>
        mode.ValueKind == JsonValueKind.String && mode.GetString() is GroupSettings.SafeCurrentMode or GroupSettings.DisableMode;

    private static double? Number(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? JsonText.ToNumber(value) : null;
}
