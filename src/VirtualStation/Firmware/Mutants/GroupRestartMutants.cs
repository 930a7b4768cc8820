using System.Text.Json.Nodes;
using VirtualStation.Firmware.Following;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of the restart of a group's stations.</summary>
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
