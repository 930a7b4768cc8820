using System.Text.Json;
using System.Text.Json.Nodes;
using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of the checks of load sharing settings, and of their protection on a member.</summary>
internal static class GroupSettingsMutants
{
    private const string Category = "group-settings";
    private const string NotAbove = GroupSettings.SafeCurrentName + " must not exceed";

    /// <summary>A mutant without the checks whose messages begin with one of the texts.</summary>
    internal abstract class UncheckedMutant(string name, string description, params string[] errors) : GroupMutant(name, Category, description)
    {
        public override string? SettingsError(JsonElement body, string? error) =>
            errors.Any(start => error?.StartsWith(start, StringComparison.Ordinal) == true) ? null : error;
    }

    /// <summary>A mutant that refuses some valid settings.</summary>
    internal abstract class StrictMutant(string name, string description) : GroupMutant(name, Category, description)
    {
        public override string? SettingsError(JsonElement body, string? error) =>
            error ?? (body.EnumerateObject().Any(setting => IsRefused(setting.Name, setting.Value)) ? "A setting is outside of its limits" : null);

        protected abstract bool IsRefused(string name, JsonElement value);
    }

    /// <summary>A mutant that does something else after the response to a change of settings.</summary>
    internal abstract class AfterChangeMutant(string name, string description) : GroupMutant(name, Category, description)
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => request =>
        {
            var response = handler(request);
            return request.ReadSettings() is { } settings ? OnChange(handler, settings, response) : response;
        };

        protected abstract ApiResponse OnChange(ApiHandler handler, JsonObject settings, ApiResponse response);
    }

    internal sealed class MaximumUnchecked() : UncheckedMutant(
        "maximum-unchecked", "A negative maximum of the group is accepted.", GroupSettings.GroupMaximumName);

    internal sealed class SafetyFactorUnchecked() : UncheckedMutant(
        "safety-factor-unchecked", "A safety factor outside of 0 to 1 is accepted.", GroupSettings.SafetyFactorName);

    internal sealed class HeartbeatUnchecked() : UncheckedMutant("heartbeat-unchecked", "Any heartbeat timeout is accepted.", GroupSettings.HeartbeatName);

    internal sealed class FailsafeModeUnchecked() : UncheckedMutant(
        "failsafe-mode-unchecked", "An unknown failsafe mode is accepted.", GroupSettings.FailsafeModeName);

    internal sealed class FailsafeCurrentsUnchecked() : UncheckedMutant(
        "failsafe-currents-unchecked",
        "A safe or assumed current below 0 A or above 80 A is accepted.",
        $"{GroupSettings.SafeCurrentName} must be between",
        GroupSettings.PeerAssumedName);

    internal sealed class SafeCurrentNotCompared() : UncheckedMutant(
        "safe-current-not-compared", "A safe current above the group's maximum is accepted.", NotAbove);

    internal sealed class StoredMaximumIgnored() : GroupMutant(
        "stored-maximum-ignored", Category, "The safe current and the group's maximum are compared only if one request has both.")
    {
        public override string? SettingsError(JsonElement body, string? error) =>
            error?.StartsWith(NotAbove, StringComparison.Ordinal) == true
            && !(body.TryGetProperty(GroupSettings.SafeCurrentName, out _) && body.TryGetProperty(GroupSettings.GroupMaximumName, out _))
                ? null
                : error;
    }

    internal sealed class LimitsExclusive() : StrictMutant("limits-exclusive", "The lowest and the highest valid value of a setting are refused.")
    {
        protected override bool IsRefused(string name, JsonElement value) => name switch
        {
            GroupSettings.SafetyFactorName => value.GetDouble() is 0 or 1,
            GroupSettings.HeartbeatName => value.GetDouble() is 5 or 600,
            GroupSettings.SafeCurrentName or GroupSettings.PeerAssumedName => value.GetDouble() is 0 or 80,
            _ => false,
        };
    }

    internal sealed class MaximumOfOneCharger() : StrictMutant("maximum-of-one-charger", "The group's maximum is limited to the 80 A of one charger.")
    {
        protected override bool IsRefused(string name, JsonElement value) => name == GroupSettings.GroupMaximumName && value.GetDouble() > 80;
    }

    internal sealed class DisableModeUnknown() : StrictMutant("disable-mode-unknown", "The failsafe mode that stops all stations is refused as unknown.")
    {
        protected override bool IsRefused(string name, JsonElement value) =>
            name == GroupSettings.FailsafeModeName && value.ValueEquals(GroupSettings.DisableMode);
    }

    internal sealed class ZeroRotationIsDefault() : GroupMutant(
        "zero-rotation-is-default", Category, "A rotation interval of 0 is replaced by the default.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.MapSettings(settings =>
        {
            if (settings[GroupSettings.RotationName] is { } interval && interval.GetValue<double>() == 0)
            {
                settings[GroupSettings.RotationName] = 1800;
            }
        });
    }

    internal sealed class RefusedPartlyStored() : AfterChangeMutant(
        "refused-partly-stored", "The valid settings of a request with an invalid one are stored although it is refused.")
    {
        protected override ApiResponse OnChange(ApiHandler handler, JsonObject settings, ApiResponse response)
        {
            foreach (var (name, value) in response.Status == 400 ? settings.Where(setting => setting.Key != GroupSettings.RoleName) : [])
            {
                handler(ApiHandlerExtensions.ChangeOf(new JsonObject { [name] = value?.DeepClone() }));
            }

            return response;
        }
    }

    internal sealed class RefusedTakesRole() : AfterChangeMutant(
        "refused-takes-role", "The role of a request with an invalid setting is taken although it is refused.")
    {
        protected override ApiResponse OnChange(ApiHandler handler, JsonObject settings, ApiResponse response)
        {
            if (response.Status == 400 && settings.Role() is { } role)
            {
                handler(ApiHandlerExtensions.ChangeOf(new JsonObject
                {
                    [GroupSettings.RoleName] = role,
                    [GroupSettings.ControllerName] = settings[GroupSettings.ControllerName]?.DeepClone(),
                }));
            }

            return response;
        }
    }

    internal sealed class MemberIsWritable() : AfterChangeMutant("member-is-writable", "A member accepts settings of its group from any client.")
    {
        protected override ApiResponse OnChange(ApiHandler handler, JsonObject settings, ApiResponse response)
        {
            if (response.Status != 403)
            {
                return response;
            }

            // With the role of a member, as its controller sends them.
            settings[GroupSettings.RoleName] = GroupSettings.MemberRole;
            return handler(ApiHandlerExtensions.ChangeOf(settings));
        }
    }

    internal sealed class MemberRefusesAll() : GroupMutant(
        "member-refuses-all", Category, "A member refuses every change of its settings, not only those of its group.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => request =>
            request.ReadSettings() is { } settings && settings.Role() is null && handler.Role() == GroupSettings.MemberRole
                ? PeersEndpoint.ReadOnly
                : handler(request);
    }
}
