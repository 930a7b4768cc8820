using System.Text;
using System.Text.Json.Nodes;
using VirtualStation.Firmware.Allocation;
using VirtualStation.Firmware.Events;
using VirtualStation.Firmware.Following;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Group;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of configurations that break groups in the field. Each is in the category of its row.</summary>
internal static class FieldConfigurationMutants
{
    internal sealed class PasswordNotAsked() : GroupMutant("password-not-asked", "auth", "A password is stored, and no request needs it.")
    {
        public override bool IsAuthorized(ApiRequest request, bool isAuthorized) => true;
    }

    internal sealed class AnyPasswordAccepted() : GroupMutant(
        "any-password-accepted", "auth", "A request with credentials is authorized, whatever they are.")
    {
        public override bool IsAuthorized(ApiRequest request, bool isAuthorized) => isAuthorized || request.Authorization.Length > 0;
    }

    internal sealed class WebSocketNotProtected() : GroupMutant(
        "web-socket-not-protected", "auth", "A password protects every path but that of the WebSocket.", FirmwareGeneration.SeptemberName)
    {
        public override bool IsAuthorized(ApiRequest request, bool isAuthorized) => isAuthorized || request.Path == StatusEvents.Path;
    }

    internal sealed class UnreachableNotCounted() : GroupMutant(
        "unreachable-not-counted", "auth", "A controller allocates to the members that it reaches, as if there were no others.")
    {
        public override IGroupAllocator Allocator(IGroupAllocator allocator) => new Decorator(allocator);

        private sealed class Decorator(IGroupAllocator inner) : IGroupAllocator
        {
            public GroupComputation Compute(
                GroupLimits limits, IReadOnlyList<GroupStation> stations, AllocationState previous, TimeSpan now) =>
                inner.Compute(limits, [.. stations.Where(station => station.IsOnline)], previous, now);
        }
    }

    internal sealed class OlderMemberRefuses() : PushMutants.PushMutant(
        "older-member-refuses", "A controller sends its members a maximum of 1 A, which 2026-07 refuses.", FirmwareGeneration.SeptemberName, "mixed")
    {
        protected override PushedSettings Change(PushedSettings settings) => settings with { GroupMaximumAmps = 1 };
    }

    internal sealed class AllocationSentOnChange() : GroupMutant(
        "allocation-sent-on-change", "foreign-frame", "A controller sends an allocation only if it differs from the last one that it sent.")
    {
        public override IGroupMessenger Messenger(IGroupMessenger messenger) => new Decorator(messenger);

        private sealed class Decorator(IGroupMessenger inner) : IGroupMessenger
        {
            private readonly Dictionary<string, StationAllocation> _sent = [];

            public Task<bool> PushAsync(string host, PushedSettings settings, CancellationToken cancellationToken) =>
                inner.PushAsync(host, settings, cancellationToken);

            public void Send(PeerConnection peer, StationAllocation allocation)
            {
                if (_sent.GetValueOrDefault(allocation.Id) != allocation)
                {
                    _sent[allocation.Id] = allocation;
                    inner.Send(peer, allocation);
                }
            }
        }
    }

    internal sealed class IdleFrameInvalid() : GroupMutant(
        "idle-frame-invalid", "heartbeat", "A frame without values of the charger, which an idle station sends most often, is not a JSON object.")
    {
        public override ReadOnlyMemory<byte> Frame(ReadOnlyMemory<byte> frame) =>
            JsonNode.Parse(frame.Span) is JsonObject document && !document.ContainsKey("amp") ? Encoding.UTF8.GetBytes("null") : frame;
    }

    internal sealed class ControllerKeepsRole() : GroupMutant(
        "controller-keeps-role", "controllers", "A controller accepts the settings of another controller, but not the role of a member.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.MapSettings(settings =>
        {
            if (settings.Role() == GroupSettings.MemberRole && handler.Role() == GroupSettings.ControllerRole)
            {
                settings.Remove(GroupSettings.RoleName);
            }
        });
    }
}
