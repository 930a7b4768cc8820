using System.Text.Json.Nodes;
using StationTime;
using VirtualStation.Firmware.Following;
using VirtualStation.Firmware.Group;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of the restart of a group's stations, and of stations that run for long.</summary>
internal static class GroupRestartMutants
{
    private const string Category = "group-restart";

    /// <summary>A mutant that loses a role at a restart.</summary>
    internal abstract class RoleLost(string name, string description, string role) : GroupMutant(name, Category, description)
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates)
        {
            if (handler.Role() == role)
            {
                handler(ApiHandlerExtensions.ChangeOf(new JsonObject { [GroupSettings.RoleName] = "" }));
            }

            return handler;
        }
    }

    internal sealed class RoleAloneLost() : GroupMutant(
        "role-alone-lost", Category, "A role that comes with no other changed setting is in effect, but is not stored.")
    {
        public override bool SavesRoles => false;
    }

    internal sealed class ControllerRoleLost() : RoleLost(
        "controller-role-lost", "A controller that restarts has no role until it is configured again.", GroupSettings.ControllerRole);

    internal sealed class MemberRoleLost() : RoleLost(
        "member-role-lost", "A member that restarts has no role until its controller sends it again.", GroupSettings.MemberRole);

    internal sealed class RestartWithoutPush() : PushMutants.PushMutant(
        "restart-without-push", "A controller that restarts does not send its settings to its members again.", category: Category)
    {
        private bool _isRestarted;

        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates)
        {
            _isRestarted = handler.Role() == GroupSettings.ControllerRole;
            return handler;
        }

        protected override Task<bool> PushAsync(IGroupMessenger inner, string host, PushedSettings settings, CancellationToken cancellationToken) =>
            _isRestarted ? Task.FromResult(true) : base.PushAsync(inner, host, settings, cancellationToken);
    }

    /// <summary>A mutant that does not expect that its milliseconds begin again at zero.</summary>
    internal abstract class RolloverMutant(string name, string description) : GroupMutant(name, Category, description)
    {
        public override Uptime Uptime(SimulatedTime time) => new Clock(time, this);

        /// <summary>The time since a moment before the rollover.</summary>
        /// <param name="milliseconds">The negative difference of the milliseconds.</param>
        protected abstract TimeSpan Since(long milliseconds);

        private sealed class Clock(SimulatedTime time, RolloverMutant mutant) : Uptime(time)
        {
            private uint _latest;

            // It never recovers: times after the rollover are compared with times before it, too.
            public override TimeSpan Since(uint earlier)
            {
                _latest = Math.Max(_latest, earlier);
                return Milliseconds < _latest ? mutant.Since((long)Milliseconds - _latest) : base.Since(earlier);
            }
        }
    }

    internal sealed class RolloverStartsFailsafe() : RolloverMutant(
        "rollover-starts-failsafe", "After 49.7 days, the last messages and allocations seem to be ages ago.")
    {
        protected override TimeSpan Since(long milliseconds) => TimeSpan.MaxValue;
    }

    internal sealed class RolloverStopsAllocation() : RolloverMutant(
        "rollover-stops-allocation", "After 49.7 days, a controller allocates no more: the next allocation seems to be far ahead.")
    {
        protected override TimeSpan Since(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
    }

    internal sealed class MemberNotFollowedAgain() : GroupMutant(
        "member-not-followed-again", Category, "A controller does not connect again to a member that has closed the connection.")
    {
        public override IBackoff Backoff(IBackoff backoff) => new Forever();

        private sealed class Forever : IBackoff
        {
            public TimeSpan Delay(int failures) => TimeSpan.FromDays(1);
        }
    }
}
