using System.Collections.Concurrent;
using VirtualStation.Firmware.Allocation;
using VirtualStation.Firmware.Following;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Group;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of the settings that a controller sends to a member, and of the removal of a member.</summary>
internal static class PushMutants
{
    private const string Category = "push";

    /// <summary>A mutant of the controller's request.</summary>
    internal abstract class PushMutant(string name, string description, string since = FirmwareGeneration.JulyName, string category = Category)
        : GroupMutant(name, category, description, since)
    {
        public override IGroupMessenger Messenger(IGroupMessenger messenger) => new Decorator(messenger, this);

        /// <summary>Sends the settings.</summary>
        /// <returns>Whether they need no repetition.</returns>
        protected virtual Task<bool> PushAsync(IGroupMessenger inner, string host, PushedSettings settings, CancellationToken cancellationToken) =>
            inner.PushAsync(host, Change(settings), cancellationToken);

        protected virtual PushedSettings Change(PushedSettings settings) => settings;

        private sealed class Decorator(IGroupMessenger inner, PushMutant mutant) : IGroupMessenger
        {
            public Task<bool> PushAsync(string host, PushedSettings settings, CancellationToken cancellationToken) =>
                mutant.PushAsync(inner, host, settings, cancellationToken);

            public void Send(PeerConnection peer, StationAllocation allocation) => inner.Send(peer, allocation);
        }
    }

    internal sealed class PushOnlyToFirst() : PushMutant("push-only-to-first", "Only the member that connects first is sent the settings of the group.")
    {
        private string? _first;

        protected override Task<bool> PushAsync(IGroupMessenger inner, string host, PushedSettings settings, CancellationToken cancellationToken) =>
            (Interlocked.CompareExchange(ref _first, host, null) ?? host) == host
                ? base.PushAsync(inner, host, settings, cancellationToken)
                : Task.FromResult(true);
    }

    internal sealed class PushOnce() : PushMutant("push-once", "A changed setting is not sent to the members that have the settings already.")
    {
        private readonly ConcurrentDictionary<string, bool> _done = new();

        protected override async Task<bool> PushAsync(
            IGroupMessenger inner, string host, PushedSettings settings, CancellationToken cancellationToken) =>
            _done.ContainsKey(host) || (await inner.PushAsync(host, settings, cancellationToken) && _done.TryAdd(host, true));
    }

    internal sealed class PushWithoutDomain() : PushMutant("push-without-domain", "The members are sent the controller's host name without its domain.")
    {
        protected override PushedSettings Change(PushedSettings settings) =>
            settings with { Controller = settings.Controller.Replace(".local", "", StringComparison.Ordinal) };
    }

    internal sealed class PushWithDefaults() : PushMutant(
        "push-with-defaults", "The members are sent the default group id, safety factor and heartbeat instead of the controller's.")
    {
        protected override PushedSettings Change(PushedSettings settings) => settings with { GroupId = "", SafetyFactor = 1, HeartbeatSeconds = 30 };
    }

    internal sealed class PushWithoutFailsafe() : PushMutant(
        "push-without-failsafe", "The members are sent the default failsafe settings instead of the controller's.")
    {
        protected override PushedSettings Change(PushedSettings settings) =>
            settings with { FailsafeMode = GroupSettings.SafeCurrentMode, SafeCurrentAmps = 6, PeerAssumedAmps = 6 };
    }

    internal sealed class PushWithMaximum() : PushMutant(
        "push-with-maximum", "The members are sent the group's maximum, too.", FirmwareGeneration.SeptemberName)
    {
        private volatile GroupLimits? _limits;

        public override IGroupAllocator Allocator(IGroupAllocator allocator) => new LimitsReader(allocator, this);

        protected override PushedSettings Change(PushedSettings settings) => settings with { GroupMaximumAmps = _limits?.GroupMaximumAmps };

        private sealed class LimitsReader(IGroupAllocator inner, PushWithMaximum mutant) : IGroupAllocator
        {
            public GroupComputation Compute(GroupLimits limits, IReadOnlyList<GroupStation> stations, AllocationState previous, TimeSpan now)
            {
                mutant._limits = limits;
                return inner.Compute(limits, stations, previous, now);
            }
        }
    }

    internal sealed class PushDisablesMember() : GroupMutant(
        "push-disables-member", Category, "The settings of the group make a station a member, but disable its load sharing.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.MapSettings(settings =>
        {
            if (settings.Role() == GroupSettings.MemberRole)
            {
                settings[GroupSettings.EnabledName] = false;
            }
        });
    }

    internal sealed class PushClearsOthers() : GroupMutant(
        "push-clears-others", Category, "A load sharing setting that the controller does not send becomes 0 on the member.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.MapSettings(settings =>
        {
            if (settings.Role() == GroupSettings.MemberRole)
            {
                settings.TryAdd(GroupSettings.RotationName, 0);
            }
        });
    }

    internal sealed class RemovalKeepsSharing() : GroupMutant(
        "removal-keeps-sharing", Category, "A member that is removed from its group has no role, but keeps sharing.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.MapSettings(settings =>
        {
            if (settings.Role() == "")
            {
                settings.Remove(GroupSettings.EnabledName);
            }
        });
    }

    internal sealed class RemovalWithoutRole() : GroupMutant(
        "removal-without-role", Category, "The request to a removed member disables load sharing without clearing the role: the member refuses it.")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => handler.MapSettings(settings =>
        {
            if (settings.Role() == "")
            {
                settings.Remove(GroupSettings.RoleName);
            }
        });
    }

    internal sealed class RemovedKeepsShare() : GroupMutant("removed-keeps-share", Category, "A station that is removed from the group keeps its share.")
    {
        public override IGroupAllocator Allocator(IGroupAllocator allocator) => new WithRemoved(allocator);

        private sealed class WithRemoved(IGroupAllocator inner) : IGroupAllocator
        {
            private IReadOnlyList<GroupStation> _known = [];

            public GroupComputation Compute(GroupLimits limits, IReadOnlyList<GroupStation> stations, AllocationState previous, TimeSpan now)
            {
                _known = [.. stations, .. _known.ExceptBy(stations.Select(station => station.Id), station => station.Id)];
                return inner.Compute(limits, _known, previous, now);
            }
        }
    }
}
