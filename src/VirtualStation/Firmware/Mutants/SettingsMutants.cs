using System.Text.Json.Nodes;
using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of <c>/config</c>.</summary>
internal static class SettingsMutants
{
    private const string Priority = GroupSettings.Prefix + "priority";

    /// <summary>A mutant that remembers the last change of one setting.</summary>
    internal abstract class SettingMutant(string name, string description, string since, string setting, string tests)
        : Mutant(name, description, since, tests)
    {
        private volatile JsonNode? _given;

        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) =>
            Change(Remember(handler).MapJson(ConfigEndpoint.Path, config => Show(config, _given)));

        protected virtual ApiHandler Change(ApiHandler handler) => handler;

        protected virtual void Show(JsonNode config, JsonNode? given)
        {
        }

        /// <summary>The setting in the body of a request that changes it.</summary>
        protected JsonNode? Given(ApiRequest request) => request.ReadSettings()?[setting];

        private ApiHandler Remember(ApiHandler handler) => request =>
        {
            _given = Given(request) ?? _given;
            return handler(request);
        };
    }

    internal sealed class LeaveKeepsRole() : SettingMutant(
        "leave-keeps-role", "An empty role is taken for no change of the role.", FirmwareGeneration.JulyName, GroupSettings.RoleName, tests: "LeaveTests")
    {
        protected override void Show(JsonNode config, JsonNode? given)
        {
            if (given?.GetValue<string>() == "")
            {
                config[GroupSettings.RoleName] = GroupSettings.MemberRole;
            }
        }
    }

    internal sealed class OwnPriorityStays() : SettingMutant(
        "own-priority-stays", "The station's own priority is still a setting.", FirmwareGeneration.SeptemberName, Priority, tests: "SettingsTests")
    {
        protected override void Show(JsonNode config, JsonNode? given)
        {
            if (given is not null)
            {
                config[Priority] = given.DeepClone();
            }
        }
    }

    internal sealed class OwnPriorityAnswered() : SettingMutant(
        "own-priority-answered", "A setting that no longer exists counts as a change.", FirmwareGeneration.SeptemberName, Priority, tests: "SettingsTests")
    {
        protected override ApiHandler Change(ApiHandler handler) =>
            handler.MapResponse((request, _) => Given(request) is not null, _ => ApiResponse.Message(200, "done"));
    }
}
