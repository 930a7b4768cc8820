using System.Text;
using System.Text.Json.Nodes;
using VirtualStation.Firmware.Allocation;
using VirtualStation.Firmware.Following;
using VirtualStation.Firmware.Group;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of configurations that break groups in the field. Each is in the category of its row.</summary>
internal static class FieldConfigurationMutants
{
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
